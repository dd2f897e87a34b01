// Imported first, and written so that a much older Node can still read it and say why it stops.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Chartroom needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org/\n`,
  );
  process.exit(1);
}
