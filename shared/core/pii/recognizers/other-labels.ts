import type { FieldType } from '../types.ts';

/**
 * Labels of what is not personal. `VETO`: the number or place behind belongs to a thing or a firm, whatever its shape.
 * `ENDS_VALUE`: merely ends the value before it, as in `现居：杭州学历：本科`.
 */
export const OTHER_LABELS: readonly { type: FieldType; labels: readonly string[] }[] = [
  {
    type: 'VETO',
    labels:
      'sn|s/n|imei|imsi|uid|ref no|reference no|编码|条码|批号|货号|票号|案号|文号|备案号|许可证号|统一社会信用代码|税号|纳税人识别号|保单号|快递单号|物流单号|任务编号|需求编号|工单号|工单编号|设备编号|产品编号|产品型号|料号|图号|qq群|qq群号|群号|订单号|订单编号|流水号|单号|运单号|编号|项目编号|证书编号|证书号|专利号|专利申请号|申请号|登记号|软著登记号|版本号|批次号|合同号|合同编号|发票号|工号|学号|准考证号|序列号|设备号|型号|版本|端口|内存地址|接口地址|公司地址|项目地址|工程地址|施工地址|门店地址|店铺地址|学校地址|客户地址|仓库地址|活动地址|办公地址|单位地址|公司电话|公司名称|学校名称|项目名称|产品名称|mac地址|工作地点|工作城市|期望城市|期望地点|期望工作地|期望工作地点|期望工作城市|意向城市|意向地点|目标城市|求职城市|求职地点|办公地点|项目地点|面试地点|上课地点|order no|order no.|order number|order id|tracking number|serial number|serial no|patent no|patent no.|patent number|invoice no|invoice number|ticket no|case no|student id|employee id|version|build|commit|uuid|mac address|ip address range|memory address|preferred location|desired location|job location|work location|target city|office address|company address|preferred city|company name|project name|project address|user name|username|file name|host name|hostname|class name|domain name|school name|product name|team name|brand name|event name|course name|table name|column name|package name'.split(
        '|',
      ),
  },
  {
    type: 'ENDS_VALUE',
    labels:
      '学历|学位|专业|毕业院校|毕业学校|毕业时间|院校|求职意向|意向岗位|意向职位|应聘岗位|应聘职位|期望职位|期望岗位|期望薪资|期望薪酬|期望行业|薪资要求|到岗时间|到岗日期|工作年限|工作经验|工作经历|工作时间|参加工作时间|身高|体重|健康状况|血型|国籍|语言|英语水平|外语水平|职称|状态|目前状态|求职状态|当前状态|薪资|职位|性质|工作性质|岗位|个人优势|技能|爱好|兴趣|特长|年级|入学时间|education|degree|major|available|availability|summary|experience|nationality|citizenship|height|weight|languages|skills|position|visa status|visa|work authorization|zip code|postcode|objective|expected salary|notice period'.split(
        '|',
      ),
  },
];
