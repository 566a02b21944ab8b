"""Long tests: fuzzing, kills, full disks, large archives, a cluster. Each takes its size from `sized(short, full)`."""
