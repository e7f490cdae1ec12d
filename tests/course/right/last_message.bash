# Exercise 1.2 in bash alone.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
hear() { IFS= read -r line <&3 || exit 1; line=${line%$'\r'}; }
ask() { printf '%s\r\n' "$1" >&3; hear; }
hear
ask count
n=${line#ok }
if [ "$n" != 0 ]; then
    ask "read $n"
    printf '%s\n' "${line#ok }"
fi
ask quit
hear
