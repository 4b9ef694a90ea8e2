import { table } from '../table.ts';

table('PROFILE_URL', [
  ['GitHub：linzy', 'linzy'],
  ['https://www.linkedin.com/in/zhiyuan-lin-123456/', 'https://www.linkedin.com/in/zhiyuan-lin-123456/'],
  ['https://gitee.com/linzy/kvstore', 'https://gitee.com/linzy/kvstore'],
  ['作品集：https://example.com/linzy', 'https://example.com/linzy'],
  ['linzy.github.io', 'linzy.github.io'],
  ['https://github.com/apache/kafka/pull/1234'],
  ['https://pytorch.org/docs'],
  ['Node.js'],
  ['Socket.IO'],
  ['https://doi.org/10.1109/5.771073'],
  ['https://example.com/product'],
  ['GitHub Actions pipelines'],
]);
