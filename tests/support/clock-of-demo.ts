/** Loaded before a server: lets its clock begin at the instant of CLOCK_START and go on from there. */
const start = process.env.CLOCK_START
if (start) {
  const real = Date.now.bind(Date)
  const offset = Date.parse(start) - real()
  Date.now = () => real() + offset
}
