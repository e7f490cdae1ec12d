#include "tutorial/kit/mail_options.hpp"

#include "tutorial/kit/commands/examine.hpp"
#include "tutorial/kit/commands/fault.hpp"
#include "tutorial/kit/commands/mail_server.hpp"
#include "tutorial/kit/help.hpp"

#include <filesystem>

namespace kit {

namespace {

/// The folder of this program, or nothing if the system does not tell.
std::filesystem::path own_folder() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

/// The program of that name beside this one: where both are installed, or in
/// the build folder.
std::string beside(const std::string& name) {
    std::error_code error;
    const auto folder = own_folder();
    for (const auto& path : {folder / name, folder / "../.." / name / name})
        if (std::filesystem::exists(path, error))
            return path.lexically_normal().string();
    return name;
}

} // namespace

void add_fault(Kit& kit) {
    auto [command, options] = kit.add("fault", help::fault, commands::fault);
    options.folder = KIT_PROJECT_FOLDER "/tests/faults";
    options.clauses = KIT_PROJECT_FOLDER "/tutorial/clauses.tsv";
    options.server_program = beside("proto_server");
    command.add_option("NAME", options.names,
                       "Faults, or all of them, or the eight of the "
                       "examination");
    command.add_flag("--list", options.list, "Only say which faults there are");
    add_option(command, "--client", "CMD", options.client,
               "Start this client for each fault; {address} is where it "
               "connects, {host} and {port} are its parts, {user} and "
               "{password} are what it logs in with, {folder} is an empty one");
    add_option(command, "--server", "HOST:PORT", options.server,
               "Stand before this server; without it, proto_server is started "
               "for each fault");
    add_option(command, "--listen", "HOST:PORT", options.listen,
               "Without --client: where your client connects")
        ->capture_default_str();
    add_option(command, "--user", "NAME", options.user, "Who logs in")
        ->capture_default_str();
    add_option(command, "--password", "WORD", options.password, "")
        ->description("The password; others on this machine may see it, unless "
                      "it is in the environment")
        ->envname("KIT_PASSWORD")
        ->capture_default_str();
    add_option(command, "--patience", "SECONDS", options.patience,
               "The time that the client has for each thing that it must do")
        ->capture_default_str()
        ->check(CLI::Range(1, 3600));
    add_option(command, "--jobs", "N", options.jobs, "Faults at once")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
    command.add_flag("--json", options.json,
                     "Say it as one object of JSON on a line");
}

void add_examine(Kit& kit) {
    auto [command, options] =
        kit.add("examine", help::examine, commands::examine);
    options.conform.part = "examination";
    options.conform.user = "anna";
    options.conform.password = "secret";
    options.conform.cut = "whole,bytes";
    options.conform.clauses = KIT_PROJECT_FOLDER "/tutorial/clauses.tsv";
    options.fault.names = {"examination"};
    options.fault.folder = KIT_PROJECT_FOLDER "/tests/faults";
    options.fault.clauses = options.conform.clauses;
    options.fault.server_program = beside("proto_server");
    command.add_option("FOLDER", options.folder,
                       "With your server.cpp or server.py, and your client.cpp "
                       "or client.py; the current folder");
    command.add_flag("--begin", options.begin,
                     "Make the folder, with the task and what you start from");
    add_option(command, "--only", "server|client", options.only,
               "Only this one")
        ->check(CLI::IsMember({"server", "client"}).description(""));
    add_option(command, "--server", "CMD", options.server,
               "Your server in another language; {port} is where it listens");
    add_option(command, "--client", "CMD", options.client,
               "Your client in another language; {port} is where it connects");
    add_option(command, "--patience", "SECONDS", options.fault.patience,
               "The time that your client has for each thing that it must do")
        ->capture_default_str()
        ->check(CLI::Range(1, 3600));
}

void add_mail_server(Kit& kit) {
    auto [command, options] =
        kit.add("mail-server", help::mail_server, commands::mail_server);
    options.script = KIT_PROJECT_FOLDER "/tests/interop/live_servers.py";
    options.server_program = beside("proto_server");
    options.cyrus = own_folder() / "../../cyrus";
    command.add_option("KIND", options.kind, "dovecot, cyrus, or our own")
        ->type_name("dovecot|cyrus|own")
        ->capture_default_str()
        ->check(CLI::IsMember({"dovecot", "cyrus", "own"}).description(""));
}

} // namespace kit
