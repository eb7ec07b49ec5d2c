/** Two complaints: one that was answered, one that waits. */
import type { Stage } from '../../stage/stage.ts'
import type { Scene } from '../scene.ts'

const answered = async (stage: Stage): Promise<void> => {
  const { complaintId } = await stage.as('enterprise3').complaint.file({
    kind: 'service',
    about: '',
    text: '上周五下午成果库的导出文件缺少“成熟度”一列，请补上。（演示）',
  })
  await stage.as('clerk').complaint.answer({ id: complaintId, outcome: 'remedied', text: '情况属实，导出文件已补上该列，请重新下载。（演示）' })
  await stage.settle()
}

const waiting = async (stage: Stage): Promise<void> => {
  await stage.as('enterprise2').complaint.file({
    kind: 'content',
    about: '成果库中一项储能材料成果',
    text: '该成果简介称“循环寿命国内第一”，未见检测报告，请核实其依据。（演示）',
  })
  await stage.settle()
}

export const complaintScene: Scene = { name: 'complaint', steps: [answered, waiting] }
