#!/usr/bin/env bash
# Runs real programs on loopback, without a patient in sight, and keeps what they log: nginx.log, nginx-error.log,
# postgresql.log, dotnet.log, dotnet-json.log, kernel.log. Ends by itself; ends nothing that it has not started.
# collect.sh OUT CORPORA [LINES] [SECONDS]: the folder to write to, the built philens-corpora, how many lines to aim at
# each, and how long to go on asking one program for them.
set -euo pipefail

mkdir -p "${1:?the folder to write to}"
out=$(realpath "${1:?the folder to write to}")
corpora=$(realpath "${2:?the built philens-corpora}")
lines=${3:-2000}
patience=${4:-25}
work=$(mktemp -d /tmp/phifree.XXXXXX)
chmod 755 "$work"
started=()

finish() {
  local pid
  for pid in "${started[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT

# Nothing of this machine stays in a line: neither the folder of the run nor its port.
neutral() { sed -e "s#$work#/srv/app#g" -e "s/127\.0\.0\.1:$port/127.0.0.1:8080/g" -e "s/port $port/port 5432/g"; }

# A port that nobody listens on just now.
free_port() {
  local candidate
  while candidate=$((RANDOM % 20000 + 20000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || break
  done
  echo "$candidate"
}

wait_for() {
  local deadline=$((SECONDS + patience))
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || { echo "collect.sh: $1 did not answer in time" >&2; return 1; }
    sleep 0.1
  done
}

connects() { (exec 3<>"/dev/tcp/127.0.0.1/$port"); }

# Sixteen hexadecimal digits in $hex, without a process for each.
draw_hex() { printf -v hex '%08x%08x' "$((RANDOM * RANDOM))" "$((RANDOM * RANDOM))"; }

# One request as browsers, health checks and scanners send it.
request() {
  local agents paths agent path answer
  draw_hex
  agents=("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.6478.127 Safari/537.36"
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
    "kube-probe/1.30" "ELB-HealthChecker/2.0" "curl/8.8.0" "Go-http-client/1.1" "python-requests/2.32.3")
  paths=("/health" "/" "/static/app.$hex.js" "/static/css/main.$RANDOM.css?v=4.12.7" "/api/v1/orders/$RANDOM$RANDOM"
    "/api/v1/orders?page=$((RANDOM % 90))&limit=50&sort=-created_at" "/images/banner-1920x1080.png" "/favicon.ico"
    "/api/v2/jobs/$hex/status?since=17$((RANDOM % 90 + 10))$((RANDOM % 900000 + 100000))" "/wp-login.php" "/robots.txt"
    "/download/report-2026-03-$((RANDOM % 28 + 1)).csv"
    "/api/v1/items/$((RANDOM % 10))$RANDOM-$RANDOM/price?currency=USD")
  agent=${agents[RANDOM % ${#agents[@]}]}
  path=${paths[RANDOM % ${#paths[@]}]}
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nUser-Agent: %s\r\nReferer: http://localhost/app/%s\r\n\r\n' \
    "$path" "$agent" "$RANDOM" >&3
  IFS= read -r -d '' -u 3 answer || true
  exec 3<&- 3>&-
}

collect_nginx() {
  port=$(free_port)
  mkdir "$work/www" "$work/tmp"
  echo ok >"$work/www/index.html"
  cat >"$work/nginx.conf" <<CONF
daemon off;
master_process off;
pid $work/nginx.pid;
error_log $work/error.log info;
events { }
http {
  log_format timed '\$remote_addr - - [\$time_local] "\$request" \$status \$body_bytes_sent "\$http_referer" '
                   '"\$http_user_agent" rt=\$request_time id=\$request_id msec=\$msec conn=\$connection';
  access_log $work/access.log timed;
  client_body_temp_path $work/tmp;
  proxy_temp_path $work/tmp;
  fastcgi_temp_path $work/tmp;
  uwsgi_temp_path $work/tmp;
  scgi_temp_path $work/tmp;
  server { listen 127.0.0.1:$port; root $work/www; location /health { return 204; } }
}
CONF
  "$(PATH=$PATH:/usr/sbin command -v nginx)" -c "$work/nginx.conf" -e "$work/error.log" &
  started+=($!)
  wait_for connects
  local i deadline=$((SECONDS + patience))
  for ((i = 0; i < lines && SECONDS < deadline; i++)); do request; done
  neutral <"$work/access.log" >"$out/nginx.log"
  neutral <"$work/error.log" | sed -n "1,${lines}p" >"$out/nginx-error.log"
}

# As a user of its own when we are root, which PostgreSQL refuses to be.
as_postgres() { if ((EUID == 0)); then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }

collect_postgresql() {
  local bin i deadline
  bin=$(dirname "$(find /usr/lib/postgresql -name initdb -path '*/bin/*' | sort -V | tail -n 1)")
  port=$(free_port)
  mkdir "$work/pg"
  ((EUID == 0)) && chown postgres "$work/pg"
  as_postgres "$bin/initdb" -D "$work/pg/data" -A trust -U app --locale=C.UTF-8 >/dev/null
  as_postgres "$bin/postgres" -D "$work/pg/data" -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories="$work/pg" -c log_statement=all -c log_duration=on -c log_connections=on \
    -c log_disconnections=on -c log_checkpoints=on -c log_temp_files=0 -c work_mem=64kB -c fsync=off \
    -c log_line_prefix='%m [%p] %u@%d %x ' 2>"$work/pg.log" &
  started+=($!)
  wait_for "$bin/pg_isready" -h 127.0.0.1 -p "$port" -U app -d postgres
  deadline=$((SECONDS + patience))
  for ((i = 0; i < lines / 20 && SECONDS < deadline; i++)); do
    statements "$i" | "$bin/psql" -q -h 127.0.0.1 -p "$port" -U app -d postgres >/dev/null 2>&1 || true
  done
  neutral <"$work/pg.log" | sed -n "1,${lines}p" >"$out/postgresql.log"
}

statements() {
  draw_hex
  cat <<SQL
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, sku text, total numeric, placed timestamptz DEFAULT now());
INSERT INTO orders (id, sku, total) VALUES ($((100000000 + $1 * 7919)), 'SKU-$RANDOM', $RANDOM.$((RANDOM % 90 + 10)));
INSERT INTO orders (id, sku) VALUES (100000000, 'SKU-$RANDOM');
SELECT id, sku, total FROM orders WHERE placed > '2026-03-01 00:00:00+00' ORDER BY total DESC LIMIT 50;
PREPARE p$1 (bigint, text) AS SELECT * FROM orders WHERE id = \$1 OR sku = \$2;
EXECUTE p$1 ($((RANDOM * RANDOM)), '$hex');
SELECT count(*) FROM generate_series(1, 20000) s GROUP BY s % 1000;
SELECT to_timestamp(17$((RANDOM % 90 + 10))$((RANDOM % 900000 + 100000))), 1 / ($1 % 3);
SELECT missing_column FROM orders;
UPDATE orders SET total = total * 1.07 WHERE id % 7 = $(($1 % 7));
SQL
  ((${1} % 25 == 0)) && echo "CHECKPOINT;"
  return 0
}

collect_dotnet() {
  local format name
  port=0
  for format in simple json; do
    name=$([[ $format == simple ]] && echo dotnet || echo dotnet-json)
    dotnet "$corpora" weblog --requests $((lines / 12)) --format "$format" |
      neutral | sed -n "1,${lines}p" >"$out/$name.log"
  done
}

# Only what every Linux says of itself: memory, buses, protocols. Names, models, command lines and builders stay here;
# so do the addresses of authors that some drivers print: they are personal data, which redaction takes out rightly.
collect_kernel() {
  local subjects="BIOS-e820|PCI|pci |pci_bus|ACPI: (PCI|bus)|NET:|TCP|UDP|IP|rcu|Zone|  (DMA|Normal)|percpu"
  subjects+="|Dentry|Inode|Mount-cache|SLUB|NR_|Console|printk|e820|last_pfn|x86/|smp|hugetlb|HugeTLB|iommu|SCSI|libata"
  subjects+="|usbcore|PTP|pps|io scheduler|serial|loop|rtc|TSC|tsc|audit|workingset|xor|raid6|Freeing|Write protecting"
  subjects+="|Early memory|Spectre|Speculative|Segment|in-flight|devtmpfs|futex"
  dmesg 2>/dev/null | grep -E "\] ($subjects)" |
    grep -v -i -E 'command line|builder|version|firec|init|host|vsock|uuid|kvm|pvm|CPU0|AMD|Intel|@' \
      >"$out/kernel.log" || true
}

mkdir -p "$out"
export DOTNET_NOLOGO=1
collect_nginx
collect_postgresql
collect_dotnet
collect_kernel
wc -l "$out"/*.log
