import { bytesField, type Field, fieldsOf, floatField, messageOf, numberField, textField } from './message.ts';

/** One operation of a network. */
export interface Node {
  op: string;
  inputs: string[];
  outputs: string[];
  /** AttributeProto messages by their names. */
  attributes: Map<string, Uint8Array>;
}

export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A network of the ONNX format: its operations in their order, and its constants of floats by their names. */
export interface Model {
  readonly nodes: Node[];
  readonly constants: Map<string, Tensor>;
  /** Names of what the network gives out. */
  readonly results: ReadonlySet<string>;
  /** The file with these nodes and constants in place of its own. */
  bytes(): Uint8Array;
}

/** Field numbers of onnx.proto. */
const [MODEL_GRAPH, GRAPH_NODE, GRAPH_OUTPUT] = [7, 1, 12];
const [NODE_INPUT, NODE_OUTPUT, NODE_OP, NODE_ATTRIBUTE] = [1, 2, 4, 5];
const [ATTRIBUTE_NAME, ATTRIBUTE_FLOAT, ATTRIBUTE_TENSOR, ATTRIBUTE_INTS, ATTRIBUTE_TYPE] = [1, 2, 5, 8, 20];
const [TENSOR_DIMS, TENSOR_TYPE, TENSOR_RAW] = [1, 2, 9];
const [TYPE_FLOAT, ATTRIBUTE_IS_FLOAT, ATTRIBUTE_IS_TENSOR] = [1, 1, 4];

/** @throws RangeError when the bytes are no model. */
export function modelOf(file: Uint8Array): Model {
  const model = fieldsOf(file);
  const graphBytes = model.find(({ number }) => number === MODEL_GRAPH)?.value;
  if (!(graphBytes instanceof Uint8Array)) throw new RangeError('no model');
  const graph = fieldsOf(graphBytes);
  const constants = new Map<string, Tensor>();
  const nodes: Node[] = [];
  const otherConstants: Node[] = [];
  for (const field of graph) {
    if (field.number !== GRAPH_NODE) continue;
    const node = nodeOf(field.value as Uint8Array);
    if (node.op !== 'Constant') nodes.push(node);
    else {
      const tensor = floatsOf(node);
      if (tensor) constants.set(node.outputs[0]!, tensor);
      else otherConstants.push(node);
    }
  }
  const nameOf = (field: Field) => textOf(fieldsOf(field.value as Uint8Array).find(({ number }) => number === 1)!);
  return {
    nodes,
    constants,
    results: new Set(graph.filter(({ number }) => number === GRAPH_OUTPUT).map(nameOf)),
    bytes() {
      // A constant is a node, and stands before the nodes that use it.
      const floats = [...constants].map(([name, tensor]) => constantOf(name, tensor));
      const all = [...floats, ...otherConstants, ...nodes].map(node => bytesField(GRAPH_NODE, encode(node)));
      const rest = graph.filter(({ number }) => number !== GRAPH_NODE);
      const whole = bytesField(MODEL_GRAPH, messageOf([...all, ...rest]));
      return messageOf(model.map(field => (field.number === MODEL_GRAPH ? whole : field)));
    },
  };
}

const textOf = ({ value }: Field): string => Buffer.from(value as Uint8Array).toString();

function nodeOf(bytes: Uint8Array): Node {
  const fields = fieldsOf(bytes);
  const texts = (number: number) => fields.filter(field => field.number === number).map(textOf);
  const attributes = fields
    .filter(({ number }) => number === NODE_ATTRIBUTE)
    .map(({ value }): [string, Uint8Array] => {
      const attribute = value as Uint8Array;
      return [textOf(fieldsOf(attribute).find(({ number }) => number === ATTRIBUTE_NAME)!), attribute];
    });
  return {
    op: texts(NODE_OP)[0]!,
    inputs: texts(NODE_INPUT),
    outputs: texts(NODE_OUTPUT),
    attributes: new Map(attributes),
  };
}

const encode = ({ op, inputs, outputs, attributes }: Node): Uint8Array =>
  messageOf([
    ...inputs.map(name => textField(NODE_INPUT, name)),
    ...outputs.map(name => textField(NODE_OUTPUT, name)),
    textField(NODE_OP, op),
    ...[...attributes.values()].map(attribute => bytesField(NODE_ATTRIBUTE, attribute)),
  ]);

/** The value of a constant of floats as such files write them: little-endian bytes. */
function floatsOf(node: Node): Tensor | undefined {
  const attribute = node.attributes.get('value');
  const tensor = attribute && fieldsOf(attribute).find(({ number }) => number === ATTRIBUTE_TENSOR)?.value;
  if (!(tensor instanceof Uint8Array)) return;
  const fields = fieldsOf(tensor);
  const raw = fields.find(({ number }) => number === TENSOR_RAW)?.value;
  const isFloat = fields.some(({ number, value }) => number === TENSOR_TYPE && value === TYPE_FLOAT);
  if (!isFloat || !(raw instanceof Uint8Array)) return;
  const dims = numbersOf(fields, TENSOR_DIMS);
  // Copied, because the bytes may begin anywhere and floats may not.
  return { dims, data: new Float32Array(new Uint8Array(raw).buffer) };
}

function constantOf(name: string, { dims, data }: Tensor): Node {
  const tensor = messageOf([
    ...dims.map(dim => numberField(TENSOR_DIMS, dim)),
    numberField(TENSOR_TYPE, TYPE_FLOAT),
    bytesField(TENSOR_RAW, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ]);
  const attribute = messageOf([
    textField(ATTRIBUTE_NAME, 'value'),
    bytesField(ATTRIBUTE_TENSOR, tensor),
    numberField(ATTRIBUTE_TYPE, ATTRIBUTE_IS_TENSOR),
  ]);
  return { op: 'Constant', inputs: [], outputs: [name], attributes: new Map([['value', attribute]]) };
}

/** Repeated integers, packed or one by one. */
function numbersOf(fields: readonly Field[], number: number): number[] {
  return fields
    .filter(field => field.number === number)
    .flatMap(({ value }) => (typeof value === 'number' ? [value] : [...value]));
}

export const intsOf = (attribute: Uint8Array | undefined): readonly number[] =>
  attribute ? numbersOf(fieldsOf(attribute), ATTRIBUTE_INTS) : [];

export function floatOf(attribute: Uint8Array | undefined): number | undefined {
  const value = attribute && fieldsOf(attribute).find(({ number }) => number === ATTRIBUTE_FLOAT)?.value;
  return value instanceof Uint8Array ? Buffer.from(value).readFloatLE() : undefined;
}

export const floatAttribute = (name: string, value: number): [string, Uint8Array] => [
  name,
  messageOf([
    textField(ATTRIBUTE_NAME, name),
    floatField(ATTRIBUTE_FLOAT, value),
    numberField(ATTRIBUTE_TYPE, ATTRIBUTE_IS_FLOAT),
  ]),
];
