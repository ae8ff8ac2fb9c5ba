#!/bin/sh
# Runs thesis-report on a Stoomboot node with the arguments of the submit file.
set -eu

# The site's own paths: the checkout (default: where the job was submitted) and Node.js.
PROJECT="${THESIS_REPORT_PROJECT:-${_CONDOR_JOB_IWD:-$PWD}}"
NODE="${THESIS_REPORT_NODE:-node}"

cd "$PROJECT"

if ! command -v "$NODE" >/dev/null 2>&1; then
  echo "report.sh: no Node.js found as \"$NODE\". Set THESIS_REPORT_NODE to a Node.js >= 20.19 before condor_submit." >&2
  exit 2
fi

# ONNX Runtime takes every core it sees unless told what HTCondor granted.
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"

# HTCondor renames the executable, so Node is started by its path from this shell.
exec "$NODE" bin/thesis-report.js env=stoomboot "$@"
