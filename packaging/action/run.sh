#!/bin/sh
# run.sh -- the step of action.yml: runs lrsim with annotations, which GitHub
# shows at the lines they name, and writes them as a Markdown table into the
# summary of the job.  The exit status is lrsim's.
#
# LRSIM is the program (empty: the one built in this tree), LRSIM_COMMAND the
# command, LRSIM_ARGUMENTS its arguments, one a line, which no shell reads.
set -u
here=$(dirname "$(realpath "$0")")
lrsim=${LRSIM:-$here/../../build/lrsim}
command=${LRSIM_COMMAND:-check}
summary=${GITHUB_STEP_SUMMARY:-/dev/null}

newline='
'
set -f
set -- # the arguments, without empty lines
old_ifs=$IFS
IFS=$newline
for argument in ${LRSIM_ARGUMENTS:-}; do set -- "$@" "$argument"; done
IFS=$old_ifs

annotations=$(mktemp)
trap 'rm -f "$annotations"' EXIT
"$lrsim" "$command" "$@" --format github >"$annotations"
status=$?
cat "$annotations"

# A row for each annotation: ::LEVEL file=F,line=L,col=C,title=T::MESSAGE, with
# some characters as %XX.
rows() {
    awk '
        function plain(text) {
            gsub(/%0D/, "", text); gsub(/%0A/, "<br>", text)
            gsub(/%3A/, ":", text); gsub(/%2C/, ",", text)
            gsub(/%25/, "%", text); gsub(/\|/, "\\|", text)
            return text
        }
        /^::[a-z]+ [^:]*::/ {
            level = substr($1, 3)
            head = substr($0, length($1) + 2)
            message = substr(head, index(head, "::") + 2)
            head = substr(head, 1, index(head, "::") - 1)
            place = ""
            count = split(head, parts, ",")
            for (i = 1; i <= count; i++)
                if (parts[i] ~ /^file=/)
                    place = substr(parts[i], 6)
                else if (parts[i] ~ /^(line|col)=/)
                    place = place ":" substr(parts[i], index(parts[i], "=") + 1)
            printf "| %s | %s | %s |\n", level,
                place == "" ? "" : "`" plain(place) "`", plain(message)
        }' "$annotations"
}

{
    case $status in
    0) echo "### lrsim $command: passed" ;;
    *) echo "### lrsim $command: failed, exit status $status" ;;
    esac
    echo
    if test -s "$annotations"; then
        printf '| | where | what |\n| --- | --- | --- |\n'
        rows
    else
        echo "Nothing to say."
    fi
    echo
} >>"$summary"
exit $status
