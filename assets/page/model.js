// The trained network. In the console: predict([…]) or predict({name: value, …}), trace([…]), selfTest().
const MODEL = {{model}};

// The features, each of the scaled columns x.
const FEATURES = {{features}};

const ACTIVATIONS = {{activations}};

// Every number on the way of a row: scaled columns, features, z and a of each layer, and the outputs.
function trace(row) {
  if (row.length !== MODEL.columns.length || !row.every(Number.isFinite))
    throw new Error("A number for each of these is needed: " + MODEL.columns.join(", "));
  const scaled = row.map((value, k) => (value - MODEL.shift[k]) / MODEL.scale[k]);
  const features = FEATURES.map(([, formula]) => formula(scaled));
  const layers = [];
  let a = features;
  for (const { W, b, activation } of MODEL.layers) {
    const z = b.map((bias, to) => a.reduce((sum, value, from) => sum + value * W[from][to], 0) + bias);
    a = activation === "softmax" ? softmax(z) : z.map(ACTIVATIONS[activation]);
    layers.push({ z, a });
  }
  return { scaled, features, layers, outputs: decoded(a) };
}

function softmax(z) {
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp(value - top));
  const total = e.reduce((sum, value) => sum + value, 0);
  return e.map((value) => value / total);
}

// The probability of each class, or one value in the target's own units.
function decoded(a) {
  if (!MODEL.classes.length) return [a[0] * MODEL.output.scale + MODEL.output.shift];
  if (a.length > 1) return a;
  const second = MODEL.threshold === 0 ? (1 + a[0]) / 2 : a[0];
  return [1 - second, second];
}

// The number of the class, from 0.
function classOf({ layers, outputs }) {
  const a = layers[layers.length - 1].a;
  return a.length > 1 ? outputs.indexOf(Math.max(...outputs)) : Number(a[0] >= MODEL.threshold);
}

function predict(row) {
  if (!Array.isArray(row)) row = MODEL.columns.map((name) => row[name]);
  const found = trace(row);
  if (!MODEL.classes.length) return found.outputs[0];
  const probabilities = Object.fromEntries(MODEL.classes.map((name, k) => [name, found.outputs[k]]));
  return { class: MODEL.classes[classOf(found)], probabilities };
}

// What is wrong with the test rows, in words; empty when they give what they gave where the network was trained.
function selfTest() {
  for (const [k, row] of MODEL.test.inputs.entries()) {
    const outputs = trace(row).outputs;
    for (const [place, wanted] of MODEL.test.outputs[k].entries()) {
      if (!(Math.abs(outputs[place] - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))))
        return `Test row ${k + 1} gives ${outputs[place]} where ${wanted} is right.`;
    }
  }
  return "";
}
