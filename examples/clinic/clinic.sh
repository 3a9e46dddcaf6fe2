#!/usr/bin/env bash
# A small clinic application that logs as real ones do: JSON lines on standard output, text lines on standard error,
# with patients' data among them. Every person and number in it is made up.
#
#   clinic.sh [ROUNDS] [INTERVAL] [STDOUT_PIPE STDERR_PIPE]
#
# ROUNDS    how many rounds of three JSON lines and two text lines; 10 unless given
# INTERVAL  the pause between two rounds in seconds; 0.2 unless given
# The pipes, when given, are waited for and written to instead of standard output and standard error.
set -euo pipefail

rounds="${1:-10}"
interval="${2:-0.2}"

if [[ ! $rounds =~ ^[0-9]+$ || ! $interval =~ ^[0-9]+(\.[0-9]+)?$ || ($# -gt 2 && $# -ne 4) ]]; then
  echo "usage: clinic.sh [ROUNDS] [INTERVAL] [STDOUT_PIPE STDERR_PIPE]" >&2
  exit 2
fi

# The sidecar makes the pipes. Before they exist nothing may be written: it would become a file.
if [[ $# -eq 4 ]]; then
  until [[ -p $3 && -p $4 ]]; do
    sleep 0.1
  done
  exec >"$3" 2>"$4"
fi

stopped=0
trap 'stopped=1' TERM INT

first_names=(Ada Bruno Chiara Dorian Elif Farah Goran Hana Ivo Jun)
last_names=(Abernathy Bergström Castellanos Dubois Eriksen Fitzgerald Grünwald Haddad Ishikawa Jovanović)
wards=(cardiology oncology radiology paediatrics)
drugs=("metformin 500 mg" "lisinopril 10 mg" "amoxicillin 250 mg")

for ((round = 1; round <= rounds && stopped == 0; round++)); do
  first="${first_names[round % 10]}"
  last="${last_names[(round / 3) % 10]}"
  ward="${wards[round % 4]}"
  drug="${drugs[round % 3]}"
  # Numbers in the 900s are never given out as social security numbers; 555-01xx is kept free for fiction.
  printf -v mrn 'MRN-%07d' $((4000000 + round))
  printf -v ssn '9%02d-%02d-%04d' $((round % 100)) $((10 + round % 80)) $((1000 + round % 9000))
  printf -v phone '(202) 555-01%02d' $((round % 100))
  printf -v born '19%02d-%02d-%02d' $((30 + round % 70)) $((1 + round % 12)) $((1 + round % 28))
  mail="${first,,}.$((round % 1000))@example.org"

  printf '{"level":"info","event":"admission","round":%d,"patient":%s,"ward":"%s"}\n' \
    "$round" "{\"name\":\"$first $last\",\"mrn\":\"$mrn\",\"ssn\":\"$ssn\",\"birthDate\":\"$born\"}" "$ward"
  printf '{"level":"info","event":"prescription","round":%d,"mrn":"%s","drug":"%s","contact":%s}\n' \
    "$round" "$mrn" "$drug" "{\"email\":\"$mail\",\"phone\":\"$phone\"}"
  printf '{"level":"info","event":"request","round":%d,"path":"/patients/%s/chart","status":200,"ms":%d}\n' \
    "$round" "$mrn" $((3 + round % 40))
  printf 'WARN  round %d: reminder for %s %s (%s) could not be sent to %s\n' \
    "$round" "$first" "$last" "$mrn" "$mail" >&2
  printf 'DEBUG round %d: insurer lookup ssn=%s dob=%s took %d ms\n' \
    "$round" "$ssn" "$born" $((20 + round % 200)) >&2

  # A signal cuts the pause short; the loop then ends by itself.
  if ((round < rounds && stopped == 0)); then
    sleep "$interval" || true
  fi
done
