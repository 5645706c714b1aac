#!/bin/sh
# cluster.sh BINARY -- what `lrsim sweep --emit` prints, run by GNU parallel
# and by Slurm: one shard fails, is made again, and the merge has the bytes of
# the sweep in one piece.
#
# Slurm has one node here, on the loopback, with daemons of its own.  What is
# not installed is skipped.
set -u
binary=$(realpath "$1")
skip=$(realpath "$(dirname "$0")/../skip.sh")
scratch=$(mktemp -d)
chmod 755 "$scratch"
daemons=
# shellcheck disable=SC2317 # the trap calls it
stop() {
    for pid in $daemons; do kill "$pid" 2>/dev/null; done
    wait
    rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 1' INT TERM
cd "$scratch" || exit 2
failed=0
# Seconds; guards against hanging. Quiet, the longest wait takes 10 s.
limit=600
ran=
shellcheck=

fail() {
    echo "cluster: $*"
    failed=1
}

# has PROGRAM...: whether all are here.
has() {
    for program; do
        command -v "$program" >/dev/null 2>&1 && continue
        "$skip" cluster "what needs $program" || failed=1
        return 1
    done
}

# The program, which fails once for the shard that the file `fails` names, and
# notes each shard that it makes.
mkdir bin
cat >bin/lrsim <<END
#!/bin/sh
before= shard= file=
for argument; do
    case \$before in
    --shard) shard=\$argument ;;
    -o) file=\$argument ;;
    esac
    before=\$argument
done
case "\$*" in *--emit*) shard= ;; esac
if test -n "\$shard"; then
    echo "\$shard" >>"$scratch/made"
    case \$file in
    *"-\$(cat "$scratch/fails")."*)
        echo none >"$scratch/fails"
        exit 1
        ;;
    esac
fi
exec "$binary" "\$@"
END
chmod +x bin/lrsim
PATH="$scratch/bin:$PATH:/usr/sbin"
export PATH

# A spec of every character that a shell, parallel or Slurm could take for its
# own.
# shellcheck disable=SC2016
set -- --steps 50 --vary lr=1e-3:1:log25 \
    --vary 'optimizer=adam,sgd(momentum=0.9, nesterov=true)' \
    --set 'title=it'\''s {} {#} {= $_ =} $HOME `id` "\\" %a ; & * ~ #
and a line' --no-header
lrsim sweep "$@" -o whole.csv || exit 1

# script TARGET ARGUMENT...: it is made, and a shell would run it.
script() {
    target=$1
    shift
    lrsim sweep "$@" --emit "$target" >job.sh || fail "$target: not emitted"
    { sh -n job.sh && bash -n job.sh; } || fail "$target: is no script"
    if test -n "$shellcheck"; then
        shellcheck -e SC2016 job.sh || fail "$target: see shellcheck"
    fi
    echo 3 >fails
    : >made
}

# whole FILE WHO: the merge is all there.
whole() {
    cmp -s whole.csv "$1" || fail "$2: $1 differs from the whole"
    rm -f "$1"
}

run_parallel() {
    script parallel:5 "$@" -o 'a b/x.csv'
    mkdir 'a b'
    sh job.sh >log 2>&1 && fail "parallel: a shard failed, and nobody noticed"
    test -e 'a b/x.csv' && fail "parallel: merged without a shard"
    : >made
    sh job.sh >log 2>&1 || fail "parallel: again: $(cat log)"
    test "$(cat made)" = 3/5 || fail "parallel: made again: $(cat made)"
    whole 'a b/x.csv' parallel
    ran="$ran parallel"
}

# The same, kept in databases.
run_kept() {
    script parallel:3 "$@" -o kept.db
    sh job.sh >log 2>&1 && fail "parallel: a database failed unnoticed"
    sh job.sh >log 2>&1 || fail "parallel: databases: $(cat log)"
    whole kept.csv parallel
    ran="$ran, with databases"
}

has_databases() {
    lrsim sweep --vary seed=1 --steps 1 -o probe.db 2>/dev/null && return
    "$skip" cluster "databases, in a build without SQLite" || failed=1
    return 1
}

# wait_for SECONDS COMMAND...
wait_for() {
    tenths=$(($1 * 10))
    shift
    until "$@" >/dev/null 2>&1; do
        tenths=$((tenths - 1))
        test $tenths -gt 0 || return 1
        sleep 0.1
    done
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

start_slurm() {
    me=$(id -un)
    host=$(uname -n | sed 's/[.].*//')
    mkdir state spool munge
    dd if=/dev/urandom of=munge/key bs=128 count=1 2>/dev/null
    chmod 400 munge/key
    cat >slurm.conf <<END
ClusterName=lrsim
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$scratch/munge/socket
CredType=cred/munge
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=4
PartitionName=all Nodes=$host Default=YES State=UP
END
    # It asks for control groups even where it uses none.
    cat >cgroup.conf <<END
CgroupPlugin=cgroup/v1
CgroupMountpoint=$scratch/cgroup
END
    mkdir cgroup
    SLURM_CONF=$scratch/slurm.conf
    export SLURM_CONF
    munged --foreground --force --key-file=munge/key \
        --socket="$scratch/munge/socket" --pid-file="$scratch/munge/pid" \
        --log-file="$scratch/munge/log" --seed-file="$scratch/munge/seed" \
        >munged.log 2>&1 &
    daemons="$daemons $!"
    wait_for "$limit" test -S munge/socket || return 1
    slurmctld -D >slurmctld.log 2>&1 &
    daemons="$daemons $!"
    slurmd -D >slurmd.log 2>&1 &
    daemons="$daemons $!"
    wait_for "$limit" node_is_idle
}

# shellcheck disable=SC2317 # wait_for calls it
node_is_idle() {
    sinfo -h -o %t | grep -q idle
}

# shellcheck disable=SC2317
queue_is_empty() {
    test -z "$(squeue -h 2>&1)"
}

run_slurm() {
    start_slurm || {
        fail "slurm: does not start: $(tail -n 5 munged.log munge/log \
            slurmctld.log slurmd.log 2>/dev/null)"
        return
    }
    script slurm:6 "$@" -o sweep.csv
    sbatch --parsable job.sh >job || fail "slurm: is not submitted"
    wait_for "$limit" queue_is_empty || fail "slurm: never ends: $(squeue)"
    sh job.sh merge >log 2>&1 && fail "slurm: merged without a shard"
    grep -q sweep-3.csv log || fail "slurm: says: $(cat log)"
    test "$(wc -l <made)" = 6 || fail "slurm: made: $(cat made)"
    # What the script's first lines say, word for word.
    sbatch --parsable --array=3 job.sh >job || fail "slurm: is not resubmitted"
    sbatch --dependency=afterok:"$(cat job)" --wrap='sh job.sh merge' >log ||
        fail "slurm: the merge is not submitted"
    wait_for "$limit" queue_is_empty || fail "slurm: never ends again: $(squeue)"
    test "$(wc -l <made)" = 7 || fail "slurm: made again: $(cat made)"
    test -e sweep.csv || fail "slurm: no merge: $(cat slurm-*.out lrsim-*.log)"
    whole sweep.csv slurm
    ran="$ran; slurm"
}

has shellcheck && shellcheck=yes
has parallel && {
    run_parallel "$@"
    has_databases && run_kept "$@"
}
has munged slurmctld slurmd sbatch && run_slurm "$@"
test "$failed" = 0 && echo "cluster: an emitted sweep is made by${ran:- none}"
exit "$failed"
