import { table } from '../table.ts';

table('SOCIAL_ACCOUNT', [
  ['微信：linzy1998   QQ：1000000001', 'linzy1998', '1000000001'],
  ['加我微信linzy1998详聊', 'linzy1998'],
  ['Telegram: @lin_zy', 'lin_zy'],
  ['V：linzy1998', 'linzy1998'],
  ['微信：同手机'],
  ['微信小程序 WxApp2'],
  ['QQ音乐'],
  ['WeChat Pay integration'],
  ['Line 2 of assembly'],
  ['QQ 2021 版'],
]);
