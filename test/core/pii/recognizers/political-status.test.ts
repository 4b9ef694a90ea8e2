import { table } from '../table.ts';

table('POLITICAL_STATUS', [
  ['政治面貌：中共预备党员', '中共预备党员'],
  ['政治面貌 群众', '群众'],
  ['党员管理平台'],
  ['群众演员系统'],
  ['团员活动策划'],
]);
