#include "proto_client/program/watch_config.hpp"

#include "common/toy/limits.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/program/day.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace client {

namespace {

using Json = nlohmann::json;

/// The sentence that tells a mistake, with its line and its key.
struct Wrong : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A text that is being read, and the line where its reader is.
class CountedText {
public:
    explicit CountedText(std::string_view text)
        : text_(text), stream_(std::string(text)) {}

    std::istream& stream() { return stream_; }

    int line() {
        const auto now = static_cast<std::size_t>(
            stream_.rdbuf()->pubseekoff(0, std::ios::cur, std::ios::in));
        const auto passed = text_.substr(counted_, now - counted_);
        line_ +=
            static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
        counted_ = now;
        return line_;
    }

private:
    std::string_view text_;
    std::istringstream stream_;
    std::size_t counted_ = 0; ///< octets
    int line_ = 1;
};

/// The text as JSON, and the line of each key: of the whole, which has the
/// number 0, and of the accounts from 1 on.
struct Parsed {
    Json json;
    std::map<std::pair<int, std::string>, int> lines;

    [[noreturn]] void fail(int account, const std::string& key,
                           const std::string& why) const {
        const auto at = lines.find({account, key});
        const auto line = at == lines.end()
                              ? std::string()
                              : "line " + std::to_string(at->second) + ": ";
        throw Wrong(line + (key.empty() ? "" : key + ": ") + why);
    }
};

Parsed parse(std::string_view text) {
    Parsed parsed;
    CountedText counted(text);
    int account = 0;
    const auto note = [&](int depth, Json::parse_event_t event, Json& value) {
        using Event = Json::parse_event_t;
        if (event == Event::object_start && depth == 2) {
            ++account;
            parsed.lines[{account, ""}] = counted.line();
        }
        if (event != Event::key || (depth != 1 && depth != 3)) return true;
        const auto name = value.get<std::string>();
        const auto whose = depth == 1 ? 0 : account;
        const auto line = counted.line();
        if (!parsed.lines.emplace(std::pair(whose, name), line).second) {
            parsed.lines[{whose, name}] = line;
            parsed.fail(whose, name, "it is there twice");
        }
        return true;
    };
    try {
        parsed.json = Json::parse(counted.stream(), note);
    } catch (const Json::parse_error& error) {
        const std::string what = error.what();
        const auto at = what.find("line ");
        throw Wrong(at == what.npos ? what : what.substr(at));
    }
    return parsed;
}

/// One account, as far as it was read.
struct Account {
    std::string name, url;
    std::vector<std::string> mailboxes;
    WatchTask task;
};

/// Puts a value where it belongs. Returns what was expected, if it is another.
using Put = std::function<std::optional<std::string>(Account&, const Json&)>;

Put text(std::string& (*place)(Account&)) {
    return [place](Account& account,
                   const Json& value) -> std::optional<std::string> {
        if (!value.is_string() || value.get<std::string>().empty())
            return "a text in double quotes";
        place(account) = value.get<std::string>();
        return std::nullopt;
    };
}

Put flag(bool& (*place)(Account&)) {
    return [place](Account& account,
                   const Json& value) -> std::optional<std::string> {
        if (!value.is_boolean()) return "true or false";
        place(account) = value.get<bool>();
        return std::nullopt;
    };
}

Put seconds(std::optional<std::chrono::seconds>& (*place)(Account&)) {
    return [place](Account& account,
                   const Json& value) -> std::optional<std::string> {
        const auto number =
            value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
        const auto most = std::chrono::seconds(toy::limits::rearm).count();
        if (number < 1 || number > static_cast<std::uint64_t>(most))
            return "a number of seconds, from 1 to " + std::to_string(most);
        place(account) = std::chrono::seconds(number);
        return std::nullopt;
    };
}

std::optional<std::string> put_mailboxes(Account& account, const Json& value) {
    constexpr auto expected = "a list of names, as in [\"INBOX\", \"Lists\"]";
    if (!value.is_array() || value.empty()) return expected;
    for (const auto& one : value) {
        if (!one.is_string() || one.get<std::string>().empty()) return expected;
        account.mailboxes.push_back(one.get<std::string>());
    }
    return std::nullopt;
}

std::optional<std::string> put_since(Account& account, const Json& value) {
    auto& since = account.task.options.begin.since;
    if (value.is_string()) since = read_day(value.get<std::string>());
    if (since) return std::nullopt;
    return "a day, as in \"2026-11-29\"";
}

const std::map<std::string, Put>& keys() {
    static const std::map<std::string, Put> all{
        {"name", text([](auto& a) -> auto& { return a.name; })},
        {"url", text([](auto& a) -> auto& { return a.url; })},
        {"mailboxes", put_mailboxes},
        {"password-command", text([](auto& a) -> auto& {
             return a.task.target.imap->password_command;
         })},
        {"token-command", text([](auto& a) -> auto& {
             return a.task.target.imap->token_command;
         })},
        {"ca", text([](auto& a) -> auto& { return a.task.target.imap->ca; })},
        {"insecure",
         flag([](auto& a) -> auto& { return a.task.target.imap->insecure; })},
        {"plain-login", flag([](auto& a) -> auto& {
             return a.task.target.imap->plain_login;
         })},
        {"exec",
         text([](auto& a) -> auto& { return a.task.options.hook.command; })},
        {"on-change",
         text([](auto& a) -> auto& { return a.task.options.on_change; })},
        {"on-delete",
         text([](auto& a) -> auto& { return a.task.options.on_delete; })},
        {"changes",
         flag([](auto& a) -> auto& { return a.task.options.changes; })},
        {"shell",
         flag([](auto& a) -> auto& { return a.task.options.hook.shell; })},
        {"retry-hook",
         flag([](auto& a) -> auto& { return a.task.options.hook.retry; })},
        {"notify",
         flag([](auto& a) -> auto& { return a.task.options.notify; })},
        {"rearm",
         seconds([](auto& a) -> auto& { return a.task.options.rearm; })},
        {"poll", seconds([](auto& a) -> auto& { return a.task.options.poll; })},
        {"since", put_since},
    };
    return all;
}

bool is_of_hooks(const std::string& key) {
    static const std::set<std::string> all{"exec",    "on-change", "on-delete",
                                           "changes", "shell",     "retry-hook",
                                           "notify"};
    return all.contains(key);
}

std::string names_of_keys(ConfigOf whose) {
    std::string names;
    for (const auto& [name, put] : keys())
        if (whose == ConfigOf::proto_client || !is_of_hooks(name))
            names += (names.empty() ? "" : ", ") + name;
    return names;
}

Account read_account(const Parsed& parsed, int number, const Json& json,
                     const WatchTask& usual, ConfigOf whose) {
    if (!json.is_object())
        parsed.fail(number, "", "an account is written in { }");
    Account account;
    account.task = usual;
    account.task.target.imap.emplace();
    for (const auto& [key, value] : json.items()) {
        const auto known = keys().find(key);
        if (known == keys().end() ||
            (whose == ConfigOf::library && is_of_hooks(key)))
            parsed.fail(number, key,
                        "there is no such key; there are " +
                            names_of_keys(whose));
        if (const auto expected = known->second(account, value))
            parsed.fail(number, key, "it must be " + *expected);
    }
    const auto& imap = *account.task.target.imap;
    if (account.url.empty()) parsed.fail(number, "", "the account has no url");
    if (!imap.password_command.empty() && !imap.token_command.empty())
        parsed.fail(number, "token-command", "password-command is there, too");
    return account;
}

/// Adds a task for each mailbox of the account.
void add_tasks(const Parsed& parsed, int number, Account account,
               std::vector<WatchTask>& tasks) {
    const auto url = imap_client::parse_imap_url(account.url);
    if (!url) parsed.fail(number, "url", url.error());
    if (account.mailboxes.empty()) account.mailboxes = {url->mailbox};
    const auto name =
        account.name.empty() ? url->user + "@" + url->host : account.name;
    for (const auto& mailbox : account.mailboxes) {
        auto& task = tasks.emplace_back(account.task);
        task.target.imap->url = *url;
        task.target.imap->url.mailbox = mailbox;
        task.label.append(name).append("/").append(mailbox);
    }
}

} // namespace

tl::expected<std::vector<WatchTask>, std::string>
read_watch_config(std::string_view text, const WatchTask& usual,
                  ConfigOf whose) {
    try {
        const auto parsed = parse(text);
        const auto& json = parsed.json;
        if (!json.is_object() || !json.contains("accounts") ||
            !json["accounts"].is_array() || json["accounts"].empty())
            parsed.fail(0, "accounts",
                        "write {\"accounts\": [{\"url\": "
                        "\"imaps://USER@HOST\"}]}");
        for (const auto& [key, value] : json.items())
            if (key != "accounts" && whose == ConfigOf::proto_client)
                parsed.fail(0, key, "there is no such key; there is accounts");
        std::vector<WatchTask> tasks;
        int number = 0;
        for (const auto& one : json["accounts"]) {
            ++number;
            add_tasks(parsed, number,
                      read_account(parsed, number, one, usual, whose), tasks);
        }
        if (tasks.size() > limits::mailboxes)
            parsed.fail(0, "accounts", "there are too many mailboxes");
        return tasks;
    } catch (const Wrong& wrong) {
        return tl::make_unexpected(std::string(wrong.what()));
    }
}

tl::expected<std::vector<WatchTask>, std::string>
read_watch_config_file(const std::string& path, const WatchTask& usual) {
    std::ifstream file(path);
    std::string text(limits::config + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.empty())
        return tl::make_unexpected(path + ": there is nothing to read");
    if (text.size() > limits::config)
        return tl::make_unexpected(path + ": the file is too large");
    return read_watch_config(text, usual).map_error([&](const auto& why) {
        return path + ": " + why;
    });
}

} // namespace client
