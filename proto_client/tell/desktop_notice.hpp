#pragma once

#include "proto_client/tell/hook.hpp"

namespace client {

/// Returns what shows a notice on the desktop (`--notify`), by notify-send. The
/// next messages renew the notice, so a busy list does not fill the screen.
///
/// The desktop reads markup, and notify-send reads backslashes. In the texts of
/// strangers both are escaped.
Hook::MakeRun desktop_notice();

} // namespace client
