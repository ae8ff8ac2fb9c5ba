/** What the help of each command ends with: examples, and what its exit codes mean. */
export const HELP_ENDINGS: Readonly<Record<string, string>> = {
  'thesis-report': `
Examples:
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=outputs/multiruns/exp_20251103-140953_experiment
  thesis-report --config-name compare_tokenizers 'inputs.run_dirs=["outputs/runs/run_A","outputs/runs/run_B"]'
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… 'inputs.select.seed=[42,43]' inference.enabled=true
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… outputs.fig_format=pdf --cfg job
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… -m outputs.fig_format=png,pdf
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… inference.enabled=true --shard 2/7
  thesis-report runs multirun --only-changed

Exit codes: 0 the report was made (or the shard done), 1 it was not (or a part of it failed), 2 wrong
usage, 3 results are missing that --only-merge asks for.`,
  list: `
Examples:
  thesis-report list
  thesis-report list compare_runs`,
  runs: `
Examples:
  thesis-report runs multirun
  thesis-report runs mlruns wandb --columns 'run,lr,val/*' --sort-by val/acc.best --descending
  thesis-report runs lightning_logs --best val/acc
  thesis-report runs multirun --group-by model,lr --agg mean,std,n
  thesis-report runs outputs/multiruns/exp_… inputs.select.tokenizer=vq --only-changed --csv > runs.csv`,
  sources: `
Examples:
  thesis-report sources multirun
  thesis-report sources mlruns wandb`,
  missing: `
Examples:
  thesis-report missing multirun/2026-01-31/12-00-00
  thesis-report missing multirun

Exit codes: 0 nothing is known to be missing, 3 jobs are absent, failed, running, cut short or without
results (or multirun.yaml cannot be read), 1 the runs could not be read, 2 wrong usage.`,
  rebuild: `
Examples:
  thesis-report rebuild outputs/reports/report_20251103-142813_compare_tokenizers
  thesis-report rebuild report_20251103-142813_compare_tokenizers outputs.fig_format=pdf outputs.width=3.4`,
  open: `
Examples:
  thesis-report open
  thesis-report open compare_tokenizers
  thesis-report open outputs/reports/report_20251103-142813_compare_tokenizers
  thesis-report open /data/outputs --print`,
  history: `
Examples:
  thesis-report history
  thesis-report history /data/outputs --json`,
  init: `
Examples:
  thesis-report init
  thesis-report init optimizers`,
  new: `
Examples:
  thesis-report new optimizers --metric val/acc
  thesis-report fixture multirun --name depth && thesis-report new depth    # over a fixture of your own runs`,
  clean: `
Examples:
  thesis-report clean --dry-run
  thesis-report clean /data/outputs --unused-for 7`,
  fixture: `
Examples:
  thesis-report fixture multirun --runs 12
  thesis-report fixture mlruns wandb --name optimizers --points 50`,
  completion: `
Examples:
  eval "$(npx thesis-report completion bash)"     # in ~/.bashrc
  eval "$(npx thesis-report completion zsh)"      # in ~/.zshrc, after compinit`,
  submit: `
Examples:
  thesis-report submit --engine htcondor --shards 7 -- --config-name compare_tokenizers env=stoomboot inputs.sweep_dir=… inference.enabled=true
  thesis-report submit --engine slurm --shards 7 --dry-run -- -n compare_runs inputs.sweep_dir=… env.cluster.memory=16000
  thesis-report submit --resume 20251103-142813_compare_tokenizers -- env.cluster.memory=16000

What each job asks for is env.cluster in configs/env/<site>.yaml. See docs/hpc.md.`,
  status: `
Examples:
  thesis-report status 20251103-142813_compare_tokenizers

Exit codes: 0 the report is made, 3 jobs wait or run, 1 a job has failed.`,
}
