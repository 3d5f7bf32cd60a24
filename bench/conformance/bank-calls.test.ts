import { expect, test } from 'vitest'
import { eventsOfCall, readCalls } from './bank-calls.ts'

const log = [
  'line,call_id,customer_id,priority,type,date,vru_entry,vru_exit,vru_s,queue_start,queue_exit,queue_s,outcome,service_start,service_exit,service_s,agent',
  'AA1,1,7,0,PS,2010-08-01,9:00:00,9:00:10,10,9:00:10,9:00:40,30,AGENT,9:00:40,9:02:40,120,ZOHARI',
  'AA1,1,0,0,PS,2010-08-01,9:00:00,9:00:10,10,9:00:10,9:00:40,30,HANG,0:00:00,0:00:00,0,NO_SERVER',
  'AA1,1,0,0,PS,2010-08-01,9:00:00,8:59:00,-60,0:00:00,0:00:00,0,HANG,0:00:00,0:00:00,0,NO_SERVER',
].join('\r\n')

test('a log of calls is told as a telephone system would: queue, answer, end, or the end alone', () => {
  const [served = [], left = [], menu = []] = readCalls(log).map(eventsOfCall)
  expect(served.map(({ type, at }) => [type, at])).toEqual([
    ['queued', '2010-08-01T09:00:10.000Z'],
    ['answered', '2010-08-01T09:00:40.000Z'],
    ['ended', '2010-08-01T09:02:40.000Z'],
  ])
  expect(served[0]).toMatchObject({ team: 'PS', customerNumber: '+97200000007' })
  expect(left.map(({ type, reason }) => [type, reason])).toEqual([
    ['queued', undefined],
    ['ended', 'abandoned'],
  ])
  expect(menu).toMatchObject([{ type: 'ended', at: '2010-08-01T08:59:00.000Z' }])
  expect(menu[0]).not.toHaveProperty('customerNumber')
})
