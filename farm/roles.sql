-- What a worker may do: take jobs, read packed cells, add marks. It can neither change nor delete a mark, nor read whose
-- it is. Its machines log in as users in this role: create user node1 password '...' in role farm_worker;
do $$ begin create role farm_worker nologin; exception when duplicate_object or unique_violation then null; end $$;
grant usage on schema farm, pgboss to farm_worker;
grant select on farm.batch, farm.content to farm_worker;
grant select, insert on farm.mark, farm.attempt, farm.fault, farm.worker to farm_worker;
grant select, insert, update, delete on all tables in schema pgboss to farm_worker;
grant usage on all sequences in schema pgboss to farm_worker;
grant execute on all functions in schema pgboss to farm_worker;
