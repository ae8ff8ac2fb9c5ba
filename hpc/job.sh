#!/bin/sh
# One job of a submitted report: "job.sh plan.json 3" does shard 3, "job.sh plan.json report" the report itself.
# The words of the report are in plan.json, so that no shell and no submit file interprets them.
set -e
{{setup}}
# ONNX Runtime takes every core that it sees unless told how many were granted.
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-{{cores}}}"

# HTCondor renames the executable, so that Node.js is started by its path from this shell.
exec {{node}} {{program}} work "$1" "$2"
