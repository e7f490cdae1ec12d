#include "tutorial/kit/commands/conform.hpp"

#include "tutorial/kit/commands/address_option.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/commands/tls_option.hpp"
#include "tutorial/kit/conformance/conform_report.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>
#include <stdexcept>

namespace kit::commands {

namespace {

constexpr std::uint16_t imap_port = 143;
constexpr std::uint16_t imaps_port = 993;

ImapServer server_of(const ConformOptions& options) {
    const auto address = address_option(
        "--server", options.server, options.tls.tls ? imaps_port : imap_port);
    return {address, options.user, options.password, tls_client(options.tls)};
}

/// Why there is nothing to check.
std::string trouble_of(const Capabilities& capabilities) {
    if (!capabilities.trouble.empty())
        return "cannot log in: " + capabilities.trouble;
    for (const auto& word : capabilities.words)
        if (word == "IDLE") return "";
    return "the server does not offer IDLE once one has logged in";
}

} // namespace

int conform(const ConformOptions& options) {
    const auto server = server_of(options);
    const auto cuts = parse_cuts(options.cut);
    auto suite = idle_suite(options.suite);
    const auto capabilities = ask_capabilities(server);
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
