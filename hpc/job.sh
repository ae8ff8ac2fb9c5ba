#!/bin/sh
# One job of a divided report: "job.sh plan.json 3" does its third share, "job.sh plan.json report" the rest.
# The words of the report stand in plan.json, so that no shell and no submit file reads them.
set -e
{{setup}}
# ONNX Runtime takes every core that it sees unless told how many were granted.
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-{{cores}}}"

# HTCondor renames the executable, so that Node.js is started by its path from this shell.
exec {{node}} {{program}} work "$1" "$2"
