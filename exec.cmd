@rem npm start says `exec node ...`, so that on POSIX no shell stands between npm and Node: it would
@rem answer Ctrl-C with its own death and hide the exit code. cmd.exe finds this file instead.
@%*
