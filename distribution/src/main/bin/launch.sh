# The end of both bendsync scripts, read in by them: starts the jar in $home/lib by $java, with the script's arguments.

terminal=false
if [ -t 1 ]; then
    terminal=true
fi
# Out of memory it ends at once, with status 3, and says so: half of a process would wait and say nothing.
words='bendsync: out of memory: nothing is lost, it goes on where it was when started again.'
words="$words Give it more by BENDSYNC_JAVA_OPTS=-Xmx2g, or see whether single rows are very large"
# Rows are short-lived, and a short pause harms nobody: the least processor time of all collectors. Java refuses two.
case "${BENDSYNC_JAVA_OPTS:-}" in
    *-XX:+Use*GC*) collector= ;;
    *) collector="-XX:+UseParallelGC -XX:NewRatio=1" ;;
esac
# Most of what a start runs is run a few thousand times and never again: Java's second compiler is to wait four times as
# long before it thinks a method worth it, which takes an eighth off a first load's first minute on two processors.
compiler="-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=3000"
compiler="$compiler -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000"
# Not a limit: below it no collection for the sake of classes. Two of those stopped a start for a third of a second.
metaspace=-XX:MetaspaceSize=192m
# A gigabyte, unless the heap's size is said: beside an -Xmx Java takes no notice of a share of the memory.
case "${BENDSYNC_JAVA_OPTS:-}" in
    *-Xmx* | *-XX:MaxHeapSize=* | *-XX:MaxRAMPercentage=*) heap= ;;
    *) heap=-Xmx1g ;;
esac
for jar in "$home"/lib/bendsync-runtime-*.jar; do
    set -- -jar "$jar" "$@"
    # Made by bendsync prepare for these very jars; Java leaves it alone where it does not fit.
    classes=$home/lib/classes.jsa
    if [ "$classes" -nt "$jar" ]; then
        set -- "-XX:SharedArchiveFile=$classes" '-Xlog:cds*=off' -Xlog:class+path=off "$@"
    fi
    # exec: signals reach Java itself, and its exit status is ours.
    # shellcheck disable=SC2086 # BENDSYNC_JAVA_OPTS holds several options, the others some or none
    exec "$java" $heap $collector $compiler $metaspace -XX:+ExitOnOutOfMemoryError "-XX:OnOutOfMemoryError=echo '$words' >&2" \
        -Dfile.encoding=UTF-8 -Dbendsync.terminal=$terminal "-Dbendsync.command=$0" \
        ${BENDSYNC_JAVA_OPTS:-} "$@"
done
