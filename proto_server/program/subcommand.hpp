#pragma once

#include <functional>

namespace CLI {
class App;
}

/// What the command line asks for in place of serving; empty: serve. Throws
/// std::runtime_error with a sentence that names cause and cure.
using Subcommand = std::function<void()>;

/// `users add|token|remove|list`: who may log in. If the command line names it,
/// `chosen` becomes it. The same holds for the others.
void add_users_command(CLI::App& app, Subcommand& chosen);

/// `certificate [DIR]`: a CA and a server's certificate for class.
void add_certificate_command(CLI::App& app, Subcommand& chosen);
