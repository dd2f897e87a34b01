import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";

const INT8 = 20;

/** Opens a pool on PostgreSQL; its errors reach the caller of the next query instead of ending the program. */
export function openPostgres(connection: string): Kysely<unknown> {
  const pool = new pg.Pool({
    connectionString: connection,
    max: 10,
    types: {
      // counts come as strings otherwise; none of ours passes 2^53
      getTypeParser: ((oid: number, format?: "text") =>
        oid === INT8
          ? Number
          : (pg.types.getTypeParser(oid, format) as unknown)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
