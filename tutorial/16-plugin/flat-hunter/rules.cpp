#include "rules.hpp"

#include "located_json.hpp"

#include <fstream>
#include <iterator>
#include <set>

namespace {

using Json = nlohmann::json;
using Path = LocatedJson::Path;

/// A larger file is no file of rules.
constexpr std::size_t most_octets = 1024 * 1024;

constexpr auto rule_keys = "name, account, mailbox, from, subject, text, "
                           "notify, command, mbsync, notmuch, quiet";
const std::set<std::string> fields{"account", "mailbox", "from", "subject",
                                   "text"};

QuietHours read_quiet(const LocatedJson& file, const Path& at) {
    const auto& value = file.json()[at];
    const auto quiet = value.is_string()
                           ? read_quiet_hours(value.get<std::string>())
                           : std::nullopt;
    if (!quiet) file.fail(at, "it must be like \"22:00-07:00\"");
    return *quiet;
}

/// Reads one rule. It is at `at` in the file.
class RuleReader {
public:
    RuleReader(const LocatedJson& file, Path at)
        : file_(file), at_(std::move(at)) {}

    Rule read(std::optional<QuietHours> quiet) {
        const auto& json = file_.json()[at_];
        if (!json.is_object()) file_.fail(at_, "a rule is written in { }");
        Rule rule;
        rule.quiet = quiet;
        for (const auto& [key, value] : json.items()) put(rule, key, value);
        if (rule.name.empty()) file_.fail(at_, "the rule has no name");
        if (rule.patterns.empty())
            file_.fail(at_, "the rule is about nothing: give it from, subject "
                            "or another field");
        return rule;
    }

private:
    void put(Rule& rule, const std::string& key, const Json& value) const {
        if (fields.contains(key))
            put_pattern(rule, key, value);
        else if (key == "name")
            rule.name = text(key, value);
        else if (key == "mbsync")
            rule.mbsync = text(key, value);
        else if (key == "notify")
            rule.notify = flag(key, value);
        else if (key == "notmuch")
            rule.notmuch = flag(key, value);
        else if (key == "command")
            rule.command = words(key, value);
        else if (key == "quiet")
            rule.quiet = read_quiet(file_, at_ / key);
        else
            file_.fail(at_ / key, "there is no such key; there are " +
                                      std::string(rule_keys));
    }

    void put_pattern(Rule& rule, const std::string& key,
                     const Json& value) const {
        try {
            rule.patterns.emplace(key, text(key, value));
        } catch (const std::invalid_argument& error) {
            file_.fail(at_ / key, error.what());
        }
    }

    std::string text(const std::string& key, const Json& value) const {
        if (!value.is_string() || value.get<std::string>().empty())
            file_.fail(at_ / key, "it must be a text in double quotes");
        return value.get<std::string>();
    }

    bool flag(const std::string& key, const Json& value) const {
        if (!value.is_boolean())
            file_.fail(at_ / key, "it must be true or false");
        return value.get<bool>();
    }

    std::vector<std::string> words(const std::string& key,
                                   const Json& value) const {
        std::vector<std::string> all;
        if (value.is_array())
            for (const auto& one : value) all.push_back(text(key, one));
        if (all.empty())
            file_.fail(at_ / key, "it must be a list of a program and its "
                                  "arguments, as in [\"play\", \"ring.ogg\"]; "
                                  "no shell runs it");
        return all;
    }

    const LocatedJson& file_;
    Path at_;
};

Rules read_text(const std::string& text) {
    const LocatedJson file(text);
    const auto& json = file.json();
    if (!json.is_object() || !json.contains("rules") ||
        !json["rules"].is_array() || json["rules"].empty())
        file.fail(Path(), "write {\"accounts\": [...], \"rules\": [...]}; "
                          "man flat-hunter-rules has an example");
    std::optional<QuietHours> quiet;
    for (const auto& [key, value] : json.items())
        if (key == "quiet")
            quiet = read_quiet(file, Path("/quiet"));
        else if (key != "accounts" && key != "rules")
            file.fail(Path() / key, "there is no such key; there are accounts, "
                                    "rules and quiet");
    Rules all;
    std::set<std::string> names;
    for (std::size_t i = 0; i < json["rules"].size(); ++i) {
        const auto at = Path("/rules") / i;
        all.rules.push_back(RuleReader(file, at).read(quiet));
        if (!names.insert(all.rules.back().name).second)
            file.fail(at / "name", "another rule has this name");
    }
    all.mailboxes = idle_hands::read_accounts(text);
    return all;
}

} // namespace

Rules read_rules(const std::string& path) {
    std::ifstream file(path);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (text.empty())
        throw Mistake(path + ": there is nothing to read; man "
                             "flat-hunter-rules has an example");
    if (text.size() > most_octets)
        throw Mistake(path + ": the file is too large");
    try {
        return read_text(text);
    } catch (const std::runtime_error& mistake) {
        throw Mistake(path + ": " + mistake.what());
    }
}

Match match(const Rule& rule, const Mail& mail) {
    const std::map<std::string, const std::string*> values{
        {"account", &mail.account},
        {"mailbox", &mail.mailbox},
        {"from", &mail.from},
        {"subject", &mail.subject},
        {"text", &mail.text}};
    Match result;
    for (const auto& [field, pattern] : rule.patterns) {
        const auto& value = *values.at(field);
        const bool of_place = field == "account" || field == "mailbox";
        const auto found = pattern.find(value);
        auto line = field + " /" + pattern.text() + "/ ";
        if (of_place && value.empty())
            line += "is not known here; say --" + field;
        else if (found)
            line += "finds \"" + *found + "\"";
        else if (field == "text")
            line += "finds nothing in " + std::to_string(value.size()) +
                    " octets of text";
        else
            line += "finds nothing in \"" + value + "\"";
        if (!found) result.fits = false;
        result.why.push_back(std::move(line));
    }
    return result;
}
