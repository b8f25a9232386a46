/**
 * The system calls that a submission's child is refused, with their numbers on each architecture that the filter
 * knows. A call that an architecture does not have stands without its number.
 *
 * What is left is what Node, V8, their threads and WebAssembly need. The list is the union of what Docker's default
 * profile (moby/profiles, seccomp/default.json) leaves out or ties to a capability, and of what Flatpak's sandbox
 * (flatpak, common/flatpak-run.c, setup_seccomp) refuses; numbers from Linux's asm/unistd_64.h and
 * asm-generic/unistd.h.
 */

/** The architectures as Node names them. */
export type FilteredArchitecture = 'x64' | 'arm64';

/** A system call's number on x64 and on arm64. */
type Numbers = readonly [x64: number, arm64?: number];

/** Refused whatever their arguments are. */
export const refusedSystemCalls: Record<string, Numbers> = {
  // other processes: their memory, their files, their signals' timing
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  process_mrelease: [448, 448],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  setpriority: [141, 140],
  // files past the paths that are shown
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  // parts of the kernel that most of its holes were found in, and that no answer needs
  userfaultfd: [323, 282],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  fanotify_init: [300, 262],
  lookup_dcookie: [212, 18],
  modify_ldt: [154],
  uselib: [134],
  personality: [135, 92],
  // the kernel's keys
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  // mounts and roots
  mount: [165, 40],
  umount2: [166, 39],
  mount_setattr: [442, 442],
  move_mount: [429, 429],
  open_tree: [428, 428],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  pivot_root: [155, 41],
  chroot: [161, 51],
  // namespaces
  unshare: [272, 97],
  setns: [308, 268],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  // the machine as a whole
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  create_module: [174],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  syslog: [103, 116],
  vhangup: [153, 58],
  iopl: [172],
  ioperm: [173],
  nfsservctl: [180, 42],
  _sysctl: [156],
  sysfs: [139],
  ustat: [136],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  clock_adjtime: [305, 266],
  adjtimex: [159, 171],
  // where memory lies
  mbind: [237, 235],
  set_mempolicy: [238, 237],
  set_mempolicy_home_node: [450, 450],
  get_mempolicy: [239, 236],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
};

/** Refused by what they are given, so that threads still start and pipes still open. */
export const inspectedSystemCalls = {
  /** Its flags, the first argument, tell a thread from a namespace. */
  clone: [56, 220],
  /** The same with its flags in memory that no filter can read: it counts as missing, and libc takes `clone`. */
  clone3: [435, 435],
  /** Its request, the second argument, may type on the terminal. */
  ioctl: [16, 29],
  /** Its family, the first argument, may be one of those that lead into rarely used parts of the kernel. */
  socket: [41, 198],
} satisfies Record<string, Numbers>;
