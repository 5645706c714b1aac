# readme.awk -- README.md from the parts of the gallery: each command's
# picture, the sentences above it, and the command.

BEGIN {
    print "# The gallery\n"
    print "Each picture is one command; `make plots` makes all of them again,"
    print "byte for byte where gnuplot is the same. The commands stand in"
    print "[ideas.gallery](ideas.gallery) and [kinds.gallery](kinds.gallery),"
    print "of which the second is written by [kinds.sh](kinds.sh).\n"
    print "![learning rate and loss of warmup_cosine.json](warmup_cosine.svg)\n"
    print "```bash"
    print "lrsim run schedules/warmup_cosine.json --every 5 -o warmup_cosine.svg"
    print "```\n"
    print "AdamW on Rosenbrock's function behind a linear warm-up, then a"
    print "cosine. The spec is [warmup_cosine.json](../schedules/warmup_cosine.json)."
}

/^## / { print "\n" $0; next }
/^# / { words = words (words ? "\n" : "") substr($0, 3); next }
/^$/ { finish(); next }
{ command = command (command ? "\n" : "") $0 }
END { finish() }

function finish(    file, title) {
    if (!command)
        return
    file = command
    sub(/.*-o /, "", file)
    title = file
    gsub(/.*\/|\..*/, "", title)
    printf "\n![%s](%s)\n\n```bash\n%s\n```\n\n%s\n", title, file, command, words
    command = words = ""
}
