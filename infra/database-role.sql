-- Gives the app's identity a role in the database: it may keep its tables in the schema public, and nothing else. It owns
-- neither the database nor another role. To be run by the Entra administrator of the server, connected to the database
-- "postgres"; it may be run again.
--   psql "host=HOST dbname=postgres user=ADMINISTRATOR sslmode=require" \
--     -v identity=IDENTITY_NAME -v object_id=IDENTITY_OBJECT_ID -v database=mtls -f infra/database-role.sql
\set ON_ERROR_STOP on

SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'identity') AS missing \gset
\if :missing
-- Name, object id, kind, no administrator, no second factor (an identity has none).
SELECT pgaadauth_create_principal_with_oid(:'identity', :'object_id', 'service', false, false);
\endif

REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"identity";

\connect :"database"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO :"identity";
