create function processes.holds(circle processes.circle, person uuid) returns boolean language sql stable as $$
  select circle.is_public
    or exists (
      select
      from processes.circle as own
      join processes.circle_member on circle_member.circle_id = own.id
      where own.process_id = circle.process_id
        and own.position <= circle.position
        and circle_member.person_id = person
    )
$$;
comment on function processes.holds is
  'The only definition of who belongs to a circle: everybody to the public one; a member of one to all that are wider. person null: a visitor.';
