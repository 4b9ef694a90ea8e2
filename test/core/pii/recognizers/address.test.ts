import { table } from '../table.ts';

table('ADDRESS', [
  ['现居：杭州市余杭区邮箱：a@example.com', '杭州市余杭区'],
  ['上海市浦东新区张杨路10弄17号440室', '上海市浦东新区张杨路10弄17号440室'],
  ['我住在天津市和平区南京路269号，可随时到岗', '天津市和平区南京路269号'],
  ['台北市信義區信義路五段7號12樓', '台北市信義區信義路五段7號12樓'],
  ['742 Evergreen Terrace, Apt 4B, Springfield, IL 62704', '742 Evergreen Terrace, Apt 4B, Springfield, IL 62704'],
  ['221B Baker Street, London NW1 6XE', '221B Baker Street, London NW1 6XE'],
  ['Musterstraße 12, 10115 Berlin', 'Musterstraße 12, 10115 Berlin'],
  ['5 avenue Anatole France, 75007 Paris', '5 avenue Anatole France, 75007 Paris'],
  ['〒150-0001 東京都渋谷区神宮前1-2-3', '〒150-0001 東京都渋谷区神宮前1-2-3'],
  ['Blk 123 Ang Mo Kio Ave 3 #04-56, Singapore 560123', 'Blk 123 Ang Mo Kio Ave 3 #04-56, Singapore 560123'],
  ['Flat 302, MG Road, Bengaluru 560001', 'Flat 302, MG Road, Bengaluru 560001'],
  ['南京路步行街改造'],
  ['2号线地铁信号'],
  ['1号店电商'],
  ['工作地点：上海'],
  ['内存地址：0x1F4A'],
  ['Street View dataset'],
  ['address book sync'],
  ['A座办公楼能耗'],
  ['住址：面议'],
]);
