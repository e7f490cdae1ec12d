#include "tutorial/kit/commands/conform.hpp"

#include "tutorial/kit/commands/address_option.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/commands/tls_option.hpp"
#include "tutorial/kit/conformance/conform_report.hpp"
#include "tutorial/kit/exercises/clause_table.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>
#include <stdexcept>

namespace kit::commands {

namespace {

constexpr std::uint16_t imap_port = 143;
constexpr std::uint16_t imaps_port = 993;

ImapServer server_of(const ConformOptions& options) {
    if (options.user.empty() || options.password.empty())
        throw std::runtime_error("say who logs in: --user and --password");
    if (options.server.empty() && options.command.empty())
        throw std::runtime_error("name the server: --server or --command");
    if (!options.command.empty())
        return {{}, options.user, options.password, {}, options.command};
    const auto address = address_option(
        "--server", options.server, options.tls.tls ? imaps_port : imap_port);
    return {address, options.user, options.password, tls_client(options.tls)};
}

/// The clauses that are played. A part of them stands in a folder of its own.
std::vector<Clause> suite_of(const ConformOptions& options) {
    return idle_suite(options.part.empty()
                          ? options.suite
                          : KIT_PROJECT_FOLDER "/tests/wire/" + options.part);
}

/// Why there is nothing to check.
std::string trouble_of(const Capabilities& capabilities) {
    if (!capabilities.trouble.empty())
        return "cannot log in: " + capabilities.trouble;
    for (const auto& word : capabilities.words)
        if (word == "IDLE") return "";
    return "the server does not offer IDLE once one has logged in";
}

/// Says of each clause which chapter explains it.
void add_chapters(std::vector<Clause>& suite, const std::string& file) {
    const auto table = clauses::read_table(file);
    for (auto& clause : suite) {
        const std::filesystem::path wire = clause.wire.file;
        const auto name = wire.parent_path().filename() / wire.stem();
        clause.read = clauses::where_to_read(
            clauses::touched(table, name.string(), clause.wire.spec));
    }
}

} // namespace

std::vector<Clause> clauses_of(const ConformOptions& options) {
    auto suite = suite_of(options);
    add_chapters(suite, options.clauses);
    return suite;
}

void play_started(std::vector<Clause>& suite, const ConformOptions& options,
                  const std::function<void(const Clause&)>& done) {
    play_suite(suite, server_of(options), Capabilities{{"IDLE"}, {}},
               parse_cuts(options.cut), done);
}

int conform(const ConformOptions& options) {
    const auto server = server_of(options);
    const auto cuts = parse_cuts(options.cut);
    auto suite = clauses_of(options);
    // A server that is started is somebody's work, and is to know all this.
    const auto capabilities = server.command.empty()
                                  ? ask_capabilities(server)
                                  : Capabilities{{"IDLE"}, {}};
    const auto trouble = trouble_of(capabilities);
    if (!trouble.empty() && !options.json) {
        std::cout << "not checked: " << trouble << std::endl;
        return exit_code::not_checked;
    }
    if (trouble.empty()) {
        play_suite(suite, server, capabilities, cuts,
                   [](const Clause&) { std::cerr << '.' << std::flush; });
        std::cerr << std::endl;
    } else {
        for (auto& clause : suite) clause.why = trouble;
    }
    std::cout << (options.json ? conform_json(suite, server, trouble) + '\n'
                               : conform_text(suite))
              << std::flush;
    return conform_exit_code(suite);
}

} // namespace kit::commands
