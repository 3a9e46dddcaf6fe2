"""Sends lines with Debian's python3-fluent-logger: fluent-logger.py JOB, where JOB is a JSON file (see ClientJob.cs).

It knows neither acknowledgements nor shared keys, so "acknowledged N" says that the kernel took N lines.
"""
import json
import sys

from fluent import sender

with open(sys.argv[1], encoding="utf-8") as file:
    job = json.load(file)

address = {"host": "unix://" + job["path"]} if job.get("path") else {"host": "127.0.0.1", "port": job["port"]}
logger = sender.FluentSender(job["tag"], nanosecond_precision=job["mode"] == "Nanoseconds", **address)
taken = sum(logger.emit(None, {"log": line}) for line in job["lines"])
print("sent")
print("acknowledged", taken)
logger.close()
