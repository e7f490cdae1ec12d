#pragma once

#include "proto_client/tell/hook.hpp"

#include <string>

namespace client {

/// The command of `--exec`.
struct HookOptions {
    std::string command = {}; ///< empty if there is none
    bool shell = false;       ///< a shell runs it, not we
    bool retry = false;       ///< after a failure it gets its messages again
};

/// Returns what runs that command for messages; nothing, if there is no
/// command.
///
/// The command is a program and its arguments, parted by spaces, unless a shell
/// is wanted. The facts are behind them, in the environment, and as JSON on the
/// standard input. They come from strangers, and are never a part of the
/// command itself.
Hook::MakeRun exec_hook(HookOptions options);

} // namespace client
