/** Starts the server; looks at Node first, because older ones fail on the imports with a riddle. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 24 || (major === 24 && minor < 7)) {
  process.stderr.write(
    `Rathauslotse needs Node 24.7 or newer; this is ${process.versions.node}. ` +
      'Start it with "npm start": that brings a fitting Node along.\n',
  )
  process.exit(1)
}

const { start } = await import('./start.ts')
await start()
