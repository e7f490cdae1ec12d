#include "tutorial/kit/system/orphans.hpp"

#include "tutorial/kit/system/proc.hpp"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>

namespace kit {

namespace fs = std::filesystem;

namespace {

/// Kills the children of all our threads. False when there is none.
bool kill_children() {
    bool any = false;
    std::error_code error;
    for (const auto& thread :
         fs::directory_iterator("/proc/self/task", error)) {
        for (const auto child : children_of(thread.path())) {
            kill(child, SIGKILL);
            any = true;
        }
    }
    return any;
}

} // namespace

Orphans::Orphans() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/// The children of what is killed become ours in turn.
Orphans::~Orphans() {
    while (kill_children())
        while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
        }
    prctl(PR_SET_CHILD_SUBREAPER, 0);
}

} // namespace kit
