/** The rows of a list's first page, with nothing around them. */
export const listSql = {
  name: 'floor-list',
  text: `select cases.id, number, need, cases.customer_id, customers.name as customer, team_id, teams.name as team,
      owner_id, staff.name as owner, held_on_duty, state, channel, customer_waiting_since, next_due_at, next_due_kind,
      last_activity_at, last_words, last_words_by, tags, cases.version
    from cases join teams on teams.id = team_id join staff on staff.id = owner_id
      left join customers on customers.id = cases.customer_id
    where merged_into_id is null order by last_activity_at desc, cases.id desc limit 51`,
}

/** One case with its customer and how many messages it has. */
export const openSql = {
  name: 'floor-open',
  text: `select cases.*, customers.name as customer, organisations.name as organisation, teams.name as team,
      staff.name as owner, (select max(id) from messages where case_id = cases.id) as newest,
      (select json_agg(case_participants) from case_participants where case_id = cases.id) as participants,
      (select value from addresses where customer_id = cases.customer_id order by id limit 1) as address
    from cases join teams on teams.id = team_id join staff on staff.id = owner_id
      left join customers on customers.id = cases.customer_id
      left join organisations on organisations.id = cases.organisation_id
    where cases.id = $1`,
}

const factRows = `select facts.*, cases.number, staff.name as added_by_name,
    (select json_agg(fact_corrections) from fact_corrections where fact_id = facts.id) as corrections
  from facts join cases on cases.id = facts.case_id join staff on staff.id = facts.added_by`

/** What the story of a case is told from, read at once as the desk reads it: each takes the case's id. */
export const storySql = [
  `select id, number, need, customer_id from cases where id = $1`,
  `select left(words, 1000) as words from (
      select sent_at as at, text as words from messages where case_id = $1 and author_kind = 'customer'
      union all
      select started_at, summary from contacts where case_id = $1 and direction = 'in' and summary <> '') as said
    order by at limit 1`,
  `${factRows} where facts.case_id = $1 and retracted_at is null order by facts.id`,
  `${factRows} where facts.case_id = any(array(select id from cases
      where customer_id = (select customer_id from cases where id = $1) and id <> $1 and merged_into_id is null
      order by created_at desc, id desc limit 200))
    and retracted_at is null and slot not in ('tried', 'feeling') order by facts.id desc limit 50`,
  `select repeats.*, staff.name from repeats join staff on staff.id = noted_by
    where message_id = any(array(select id from messages where case_id = $1))
      or contact_id = any(array(select id from contacts where case_id = $1))
      or leg_id = any(array(select legs.id from legs join contacts on contacts.id = contact_id where case_id = $1))`,
  `select line, text, written_at, staff.name from brief_lines join staff on staff.id = written_by where case_id = $1`,
  `select id, left(text, 4000) as text, sent_at from messages
    where case_id = $1 and author_kind = 'customer' and kind = 'message' order by id desc limit 20`,
  `select cases.*,
      (select json_agg(contacts) from contacts where case_id = cases.id) as contacts,
      (select json_agg(legs) from legs where contact_id = any(array(select id from contacts where case_id = cases.id)))
        as legs,
      (select json_agg(json_build_object('by', author_kind, 'staff', author_staff_id, 'at', sent_at))
        from messages where case_id = cases.id and kind = 'message') as messages,
      (select json_agg(distinct owner_id) from ownerships where case_id = cases.id) as owners,
      (select count(*) from repeats where is_repeat
        and message_id = any(array(select id from messages where case_id = cases.id))) as repeats,
      (select json_agg(record_reads) from record_reads where case_id = cases.id) as reads
    from cases where id = $1`,
].map((text, index) => ({ name: `floor-story-${index}`, text }))
