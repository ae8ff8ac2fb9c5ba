import initSqlJs from 'sql.js'

/** Test support: the bytes of a database made by some SQL. */
export async function sqliteDatabase(sql: string): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const database = new Database()
  try {
    database.run(sql)
    return database.export()
  } finally {
    database.close()
  }
}
