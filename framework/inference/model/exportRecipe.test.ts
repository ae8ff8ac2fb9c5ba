/** Runs the script of docs/export-onnx.md, where Python has torch, and compares both worlds. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadModel } from './model.ts'

const PYTHON = '/usr/bin/python3'
const hasTorch = spawnSync(PYTHON, ['-c', 'import torch']).status === 0

test.skipIf(!hasTorch)(
  'the documented export gives a model that computes the same',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'))
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/export-onnx.md'), 'utf8')
    const [, script = ''] = /```python\n(.*?)```/s.exec(docs) ?? []
    writeFileSync(join(folder, 'export_onnx.py'), script)
    writeFileSync(join(folder, 'trainer.py'), TRAINER)
    const python = (...args: string[]) =>
      execFileSync(PYTHON, args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    const expected = JSON.parse(python('trainer.py')) as number[]
    python('export_onnx.py', 'best_val.pt', 'best_val.onnx')

    const model = await loadModel(folder)
    const reconstruction = await model.reconstruct({
      nEvents: 3,
      features: Float32Array.from({ length: 3 * 72 }, (_, i) => i / 100),
      ids: Int32Array.from({ length: 3 * 18 }, (_, i) => i % 5),
      globals: Float32Array.from({ length: 6 }, (_, i) => i / 10),
    })
    await model.close()
    expect(reconstruction).toHaveLength(expected.length)
    expected.forEach((value, i) => {
      expect(reconstruction[i]).toBeCloseTo(value, 5)
    })
  },
  60_000,
)

/** A small autoencoder as a trainer might have it; run, it saves a checkpoint and prints its output. */
const TRAINER = `
import json
import torch

class Autoencoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.ids = torch.nn.Embedding(8, 3)
        self.encoder = torch.nn.Linear(4 + 3 + 2, 16)
        self.decoder = torch.nn.Linear(16, 4)
        self.dropout = torch.nn.Dropout(0.5)

    def forward(self, tokens_cont, tokens_id, globals):
        event = globals.unsqueeze(1).expand(-1, tokens_cont.shape[1], -1)
        tokens = torch.cat([tokens_cont, self.ids(tokens_id), event], dim=-1)
        return {"x_hat": self.decoder(self.dropout(torch.relu(self.encoder(tokens))))}

def build_model(run_dir):
    return Autoencoder()

if __name__ == "__main__":
    torch.manual_seed(0)
    model = Autoencoder().eval()
    torch.save({"model_state_dict": model.state_dict()}, "best_val.pt")
    tokens = torch.arange(3 * 72).reshape(3, 18, 4) / 100
    ids = (torch.arange(3 * 18) % 5).reshape(3, 18)
    with torch.no_grad():
        x_hat = model(tokens, ids, torch.arange(6).reshape(3, 2) / 10)["x_hat"]
    print(json.dumps(x_hat.flatten().tolist()))
`
