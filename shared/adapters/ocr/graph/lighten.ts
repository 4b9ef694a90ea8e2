import { floatAttribute, floatOf, intsOf, type Model, modelOf, type Node } from './model.ts';

/**
 * The same network with less work in it. PP-OCR's models come with every scale and shift of their training as passes of
 * their own over the data, and hard-swish in four more: on a processor they take as long as the convolutions. They are
 * folded into the weights of the convolutions beside them, and hard-swish becomes two passes. What does not match stays
 * as it is; the numbers that come out differ by rounding only.
 *
 * @param file a model of the ONNX format. @throws RangeError when it is none.
 */
export function lighten(file: Uint8Array): Uint8Array {
  const model = modelOf(file);
  const graph = new Graph(model);
  for (const node of [...model.nodes]) if (node.op === 'Conv') foldAfter(graph, node);
  for (const node of [...model.nodes]) if (node.op === 'Div') foldHardSwish(graph, node);
  for (const node of [...model.nodes]) if (node.op === 'Mul') foldBefore(graph, node);
  return model.bytes();
}

/** A model's nodes by what goes into them and comes out of them. */
class Graph {
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
  }

  get constants(): Model['constants'] {
    return this.model.constants;
  }

  usersOf(name: string): readonly Node[] {
    return this.model.nodes.filter(({ inputs }) => inputs.includes(name));
  }

  makerOf(name: string): Node | undefined {
    return this.model.nodes.find(({ outputs }) => outputs[0] === name);
  }

  /** The one node that uses the value, if there is only one and the value is no result. */
  onlyUserOf(name: string): Node | undefined {
    const users = this.usersOf(name);
    return users.length === 1 && !this.model.results.has(name) ? users[0] : undefined;
  }

  remove(node: Node): void {
    this.model.nodes.splice(this.model.nodes.indexOf(node), 1);
  }

  /** The node's constant of one number, and its other input; for nodes with two inputs, in any order. */
  scalarOf(node: Node): { scalar: number; other: string } | undefined {
    for (const [i, name] of node.inputs.entries()) {
      const data = this.constants.get(name)?.data;
      if (data?.length === 1 && node.inputs.length === 2) return { scalar: data[0]!, other: node.inputs[1 - i]! };
    }
    return;
  }

  /** A convolution's weights and bias, if they are constants of its own; a bias of zeros if it had none. */
  weightsOf(conv: Node): { weights: Float32Array; bias: Float32Array } | undefined {
    const [, weightName, biasName] = conv.inputs as [string, string, string?];
    const weights = this.constants.get(weightName);
    if (!weights || this.usersOf(weightName).length > 1) return;
    if (biasName === undefined) {
      const name = `${weightName} bias`;
      const channels = weights.dims[0]!;
      this.constants.set(name, { dims: [channels], data: new Float32Array(channels) });
      conv.inputs[2] = name;
    }
    const bias = this.constants.get(conv.inputs[2]!);
    return bias && this.usersOf(conv.inputs[2]!).length === 1 ? { weights: weights.data, bias: bias.data } : undefined;
  }
}

/** Conv, then × s, then + t: weights × s, bias × s + t. */
function foldAfter(graph: Graph, conv: Node): void {
  for (const op of ['Mul', 'Add'] as const) {
    const next = graph.onlyUserOf(conv.outputs[0]!);
    const scalar = next?.op === op ? graph.scalarOf(next)?.scalar : undefined;
    const own = scalar === undefined ? undefined : graph.weightsOf(conv);
    if (!next || scalar === undefined || !own) continue;
    if (op === 'Mul') for (const data of [own.weights, own.bias]) multiply(data, scalar);
    else for (let i = 0; i < own.bias.length; i++) own.bias[i]! += scalar;
    conv.outputs = next.outputs;
    graph.remove(next);
  }
}

/** x × clip(x + 3, 0, 6) ÷ 6 as x × hardSigmoid(x). */
function foldHardSwish(graph: Graph, divide: Node): void {
  const over = graph.scalarOf(divide);
  if (over?.scalar !== 6 || over.other !== divide.inputs[0]) return;
  const times = graph.makerOf(over.other);
  if (times?.op !== 'Mul' || graph.onlyUserOf(times.outputs[0]!) !== divide) return;
  const clip = times.inputs.map(name => graph.makerOf(name)).find(node => node?.op === 'Clip');
  if (!clip || graph.onlyUserOf(clip.outputs[0]!) !== times || !clipsTo(graph, clip, 0, 6)) return;
  const plus = graph.makerOf(clip.inputs[0]!);
  if (plus?.op !== 'Add' || graph.onlyUserOf(plus.outputs[0]!) !== clip) return;
  const shifted = graph.scalarOf(plus);
  if (shifted?.scalar !== 3 || !times.inputs.includes(shifted.other)) return;
  Object.assign(clip, {
    op: 'HardSigmoid',
    inputs: [shifted.other],
    attributes: new Map([floatAttribute('alpha', 1 / 6), floatAttribute('beta', 0.5)]),
  });
  times.outputs = divide.outputs;
  graph.remove(plus);
  graph.remove(divide);
}

/** Clip's bounds are attributes up to version 10 of the operators, and inputs since. */
function clipsTo(graph: Graph, { inputs, attributes }: Node, least: number, most: number): boolean {
  const bound = (name: string, i: number) =>
    floatOf(attributes.get(name)) ?? graph.constants.get(inputs[i] ?? '')?.data[0];
  return bound('min', 1) === least && bound('max', 2) === most;
}

/**
 * × s, then + t, then only convolutions: their weights × s, their bias + t × the weights' sum. Where a convolution
 * looks beyond the edge, it sees zeros and not t there, so the shift stays, as + t ÷ s.
 */
function foldBefore(graph: Graph, times: Node): void {
  const scale = graph.scalarOf(times);
  const plus = graph.onlyUserOf(times.outputs[0]!);
  const shift = plus?.op === 'Add' ? graph.scalarOf(plus) : undefined;
  if (!scale || !plus || !shift || scale.scalar === 0) return;
  const users = graph.usersOf(plus.outputs[0]!);
  if (!users.every(({ op, inputs }) => op === 'Conv' && inputs.indexOf(plus.outputs[0]!) === 0)) return;
  const own = users.map(conv => graph.weightsOf(conv));
  if (users.length === 0 || own.includes(undefined)) return;
  const padded = users.some(
    ({ attributes }) => attributes.has('auto_pad') || intsOf(attributes.get('pads')).some(Boolean),
  );
  for (const each of own) {
    const { weights, bias } = each!;
    const perChannel = weights.length / bias.length;
    if (!padded)
      for (let i = 0; i < bias.length; i++) {
        const sum = weights.subarray(i * perChannel, (i + 1) * perChannel).reduce((total, weight) => total + weight, 0);
        bias[i]! += shift.scalar * sum;
      }
    multiply(weights, scale.scalar);
  }
  if (padded) {
    const name = `${plus.outputs[0]} shift`;
    graph.constants.set(name, { dims: [1], data: Float32Array.of(shift.scalar / scale.scalar) });
    plus.inputs = [scale.other, name];
  } else for (const conv of users) conv.inputs[0] = scale.other;
  graph.remove(times);
  if (!padded) graph.remove(plus);
}

function multiply(data: Float32Array, factor: number): void {
  for (let i = 0; i < data.length; i++) data[i]! *= factor;
}
