#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>
#include <vector>

/// What a chosen subcommand does; it returns an exit code.
using Run = std::function<int()>;

/// Each adds one subcommand to `app`, which sets `run` when it is chosen.
/// `program` is how the kit was called, to say how to call it again.
void add_play(CLI::App& app, Run& run, const std::string& program);
void add_serve(CLI::App& app, Run& run, const std::string& program);
void add_conform(CLI::App& app, Run& run);
void add_draw(CLI::App& app, Run& run);
void add_tap(CLI::App& app, Run& run);
void add_start(CLI::App& app, Run& run);
void add_check(CLI::App& app, Run& run);
void add_hint(CLI::App& app, Run& run);
void add_solution(CLI::App& app, Run& run);
void add_status(CLI::App& app, Run& run);
void add_watch(CLI::App& app, Run& run);
void add_grade(CLI::App& app, Run& run);
void add_sync(CLI::App& app, Run& run);
void add_lint(CLI::App& app, Run& run);
