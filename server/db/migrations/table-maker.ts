import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Engine } from '../database.ts'

/** Creates tables and indexes in the way that both engines share. */
export interface TableMaker {
  /**
   * Columns by name: `text`, `text?` (may be null), `integer`, `integer?`, and `number`, an integer
   * that the engine gives to each new row.
   */
  table(
    name: string,
    columns: Record<string, ColumnKind>,
    options: { key: string[]; references?: Record<string, Reference>; unique?: string[][] },
  ): Promise<void>
  index(
    name: string,
    table: string,
    columns: string[],
    options?: { unique: boolean },
  ): Promise<void>
  /** Adds a column to a table that has rows: it may be null, or they get `fallback`. */
  column(table: string, name: string, kind: ColumnKind, fallback?: string | number): Promise<void>
  /** For a step that moves what is stored already. */
  db: Kysely<unknown>
}

export type ColumnKind = 'text' | 'text?' | 'integer' | 'integer?' | 'number'

/** Key columns of this table that name a row of another one, which must exist. */
export interface Reference {
  columns: string[]
  of: string
  key?: string[]
  cascade?: boolean
}

export function tableMaker(db: Kysely<unknown>, engine: Engine): TableMaker {
  return {
    db,
    async table(name, columns, { key, references = {}, unique = [] }) {
      let builder: CreateTableBuilder<string, string> = db.schema.createTable(name)
      for (const [column, kind] of Object.entries(columns)) {
        builder = addColumn(builder, engine, column, kind)
      }
      builder = builder.addPrimaryKeyConstraint(`${name}_key`, key as never)
      for (const [constraint, reference] of Object.entries(references)) {
        builder = builder.addForeignKeyConstraint(
          `${name}_${constraint}`,
          reference.columns as never,
          reference.of,
          (reference.key ?? ['tenant_id', 'id']) as never,
          (made) => (reference.cascade ? made.onDelete('cascade') : made),
        )
      }
      for (const columnsTogether of unique) {
        builder = builder.addUniqueConstraint(
          `${name}_${columnsTogether.join('_')}_unique`,
          columnsTogether as never,
        )
      }
      // STRICT lets SQLite refuse a wrong type, as PostgreSQL does by itself.
      if (engine === 'sqlite') builder = builder.modifyEnd(sql`strict`)
      await builder.execute()
    },
    async index(name, table, columns, options) {
      const builder = db.schema.createIndex(name).on(table).columns(columns)
      await (options?.unique ? builder.unique() : builder).execute()
    },
    async column(table, name, kind, fallback) {
      const type = kind.startsWith('text') ? 'text' : 'integer'
      await db.schema
        .alterTable(table)
        .addColumn(name, type, (made) =>
          kind.endsWith('?') ? made : made.notNull().defaultTo(fallback),
        )
        .execute()
    },
  }
}

function addColumn(
  builder: CreateTableBuilder<string, string>,
  engine: Engine,
  column: string,
  kind: ColumnKind,
): CreateTableBuilder<string, string> {
  if (kind === 'number') {
    // SQLite numbers the rows of every table by an integer that is its key.
    if (engine === 'sqlite') return builder.addColumn(column, 'integer')
    return builder.addColumn(column, 'bigint', (made) => made.generatedByDefaultAsIdentity())
  }
  const type = kind.startsWith('text') ? 'text' : 'integer'
  return builder.addColumn(column, type, (made) => (kind.endsWith('?') ? made : made.notNull()))
}
