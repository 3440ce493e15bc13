namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>The calls of Linux that a parser has no use for; numbers from the kernel's <c>unistd.h</c> of each processor.</summary>
internal static class SystemCalls
{
    /// <summary>Opens a file by its path.</summary>
    public static readonly SystemCall Open = new("open", 2, null);

    /// <summary>Opens a file by a folder and a path.</summary>
    public static readonly SystemCall OpenAt = new("openat", 257, 56);

    /// <summary>Makes a thread, or a process.</summary>
    public static readonly SystemCall Clone = new("clone", 56, 220);

    /// <summary>Puts a filter before the calls of this process.</summary>
    public static readonly SystemCall Seccomp = new("seccomp", 317, 277);

    /// <summary>
    /// Calls whose flags lie in memory, where no filter can read them. They are said not to exist: then the C library falls
    /// back to <see cref="Clone"/> and <see cref="OpenAt"/>.
    /// </summary>
    public static SystemCall[] Hidden { get; } =
    [
        new("clone3", 435, 435),
        new("openat2", 437, 437),
    ];

    /// <summary>Calls that are refused whatever their arguments are.</summary>
    public static SystemCall[] Refused { get; } =
    [
        // No way out, of whatever family.
        new("socket", 41, 198),
        new("socketpair", 53, 199),
        new("connect", 42, 203),
        new("bind", 49, 200),
        new("listen", 50, 201),
        new("accept", 43, 202),
        new("accept4", 288, 242),

        // No other program, and no hand on another process.
        new("execve", 59, 221),
        new("execveat", 322, 281),
        new("fork", 57, null),
        new("vfork", 58, null),
        new("ptrace", 101, 117),
        new("process_vm_readv", 310, 270),
        new("process_vm_writev", 311, 271),
        new("process_madvise", 440, 440),
        new("process_mrelease", 448, 448),
        new("kcmp", 312, 272),
        new("pidfd_open", 434, 434),
        new("pidfd_getfd", 438, 438),
        new("pidfd_send_signal", 424, 424),
        new("setns", 308, 268),
        new("unshare", 272, 97),

        // Nothing is made, renamed, removed or changed.
        new("creat", 85, null),
        new("mkdir", 83, null),
        new("mkdirat", 258, 34),
        new("rmdir", 84, null),
        new("unlink", 87, null),
        new("unlinkat", 263, 35),
        new("rename", 82, null),
        new("renameat", 264, 38),
        new("renameat2", 316, 276),
        new("link", 86, null),
        new("linkat", 265, 37),
        new("symlink", 88, null),
        new("symlinkat", 266, 36),
        new("mknod", 133, null),
        new("mknodat", 259, 33),
        new("chmod", 90, null),
        new("fchmod", 91, 52),
        new("fchmodat", 268, 53),
        new("fchmodat2", 452, 452),
        new("chown", 92, null),
        new("fchown", 93, 55),
        new("lchown", 94, null),
        new("fchownat", 260, 54),
        new("truncate", 76, 45),
        new("utime", 132, null),
        new("utimes", 235, null),
        new("futimesat", 261, null),
        new("utimensat", 280, 88),
        new("setxattr", 188, 5),
        new("lsetxattr", 189, 6),
        new("fsetxattr", 190, 7),
        new("setxattrat", 463, 463),
        new("removexattr", 197, 14),
        new("lremovexattr", 198, 15),
        new("fremovexattr", 199, 16),
        new("removexattrat", 466, 466),
        new("open_by_handle_at", 304, 265),
        new("name_to_handle_at", 303, 264),
        new("inotify_init", 253, null),
        new("inotify_init1", 294, 26),
        new("fanotify_init", 300, 262),

        // No other view of the file system.
        new("mount", 165, 40),
        new("umount2", 166, 39),
        new("pivot_root", 155, 41),
        new("chroot", 161, 51),
        new("move_mount", 429, 429),
        new("open_tree", 428, 428),
        new("open_tree_attr", 467, 467),
        new("fsopen", 430, 430),
        new("fsconfig", 431, 431),
        new("fsmount", 432, 432),
        new("fspick", 433, 433),
        new("mount_setattr", 442, 442),

        // Nothing shared with other processes.
        new("shmget", 29, 194),
        new("shmat", 30, 196),
        new("shmctl", 31, 195),
        new("msgget", 68, 186),
        new("semget", 64, 190),
        new("mq_open", 240, 180),
        new("mq_unlink", 241, 181),

        // Nothing that concerns the machine, and the corners of the kernel where its faults were found.
        new("bpf", 321, 280),
        new("keyctl", 250, 219),
        new("add_key", 248, 217),
        new("request_key", 249, 218),
        new("userfaultfd", 323, 282),
        new("perf_event_open", 298, 241),
        new("io_uring_setup", 425, 425),
        new("io_uring_enter", 426, 426),
        new("io_uring_register", 427, 427),
        new("kexec_load", 246, 104),
        new("kexec_file_load", 320, 294),
        new("init_module", 175, 105),
        new("finit_module", 313, 273),
        new("delete_module", 176, 106),
        new("reboot", 169, 142),
        new("swapon", 167, 224),
        new("swapoff", 168, 225),
        new("acct", 163, 89),
        new("syslog", 103, 116),
        new("quotactl", 179, 60),
        new("quotactl_fd", 443, 443),
        new("settimeofday", 164, 170),
        new("clock_settime", 227, 112),
        new("clock_adjtime", 305, 266),
        new("adjtimex", 159, 171),
        new("sethostname", 170, 161),
        new("setdomainname", 171, 162),
        new("personality", 135, 92),
        new("iopl", 172, null),
        new("ioperm", 173, null),
        new("modify_ldt", 154, null),
        new("vhangup", 153, 58),
        new("nfsservctl", 180, 42),
        new("lookup_dcookie", 212, 18),
    ];
}
