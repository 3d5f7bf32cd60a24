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
