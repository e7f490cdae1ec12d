#include "tutorial/kit/conversation/recording.hpp"

#include "common/transcript/escape.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/line_reader.hpp"
#include "common/transcript/parse_text.hpp"
#include "common/transcript/show.hpp"
#include "tutorial/kit/system/files.hpp"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace kit {

using namespace transcript;

namespace {

constexpr std::size_t longest_recording = 64 * 1024 * 1024;

/// A recording does not name its protocol, but the greeting does: that of the
/// toy is `* hello`.
Protocol protocol_of(std::string_view greeting) {
    return greeting.starts_with("* OK") || greeting.starts_with("* PREAUTH") ||
                   greeting.starts_with("* BYE")
               ? Protocol::imap
               : Protocol::toy;
}

/// Puts portions together into lines.
class Rebuilder {
public:
    explicit Rebuilder(Transcript& transcript) : transcript_(transcript) {}

    /// Throws std::exception when `entry` is no entry of a recording.
    void add(const nlohmann::json& entry);

private:
    void add(Connection connection, Side from, const WireLine& line);
    void close(Connection connection);
    LineReader& reader(Connection connection, Side from) {
        return readers_
            .try_emplace({connection, from}, LineReader(limits::shown_line))
            .first->second;
    }

    Transcript& transcript_;
    std::map<std::pair<Connection, Side>, LineReader> readers_;
    bool greeted_ = false;
};

void Rebuilder::add(const nlohmann::json& entry) {
    if (entry.at("version") != 1)
        throw std::runtime_error("it is of a version that is not known here");
    const auto connection = entry.at("connection").get<Connection>();
    if (entry.contains("event")) {
        if (entry["event"] == "closed") close(connection);
        return;
    }
    const auto from =
        entry.at("from") == "client" ? Side::client : Side::server;
    const auto octets = unescape(entry.at("text").get<std::string>());
    if (!octets) throw std::runtime_error(octets.error());
    std::string_view rest = *octets;
    while (const auto line = reader(connection, from).next(rest))
        add(connection, from, *line);
}

void Rebuilder::add(Connection connection, Side from, const WireLine& line) {
    Line shown{from, connection, {}, std::string(octets(line.end))};
    if (!line.text.empty()) shown.text.emplace_back(Octets{line.text});
    if (from == Side::server && !std::exchange(greeted_, true))
        transcript_.protocol = protocol_of(line.text);
    transcript_.steps.push_back({0, {}, std::move(shown)});
}

void Rebuilder::close(Connection connection) {
    for (const auto from : {Side::client, Side::server})
        if (const auto line = reader(connection, from).take_unfinished())
            add(connection, from, *line);
    transcript_.steps.push_back({0, {}, Closed{connection}});
}

} // namespace

Recorder::Recorder(const std::string& file)
    : out_(file, std::ios::binary), begin_(std::chrono::steady_clock::now()) {
    if (!out_) throw std::runtime_error("--record: cannot write " + file);
}

void Recorder::opened(Connection connection) {
    record(connection, "event", "opened", {});
}

void Recorder::passed(Connection connection, Side from,
                      std::string_view octets) {
    auto& known = client(connection);
    if (from == Side::client) {
        while (const auto line = known.lines.next(octets))
            record_line(connection, *line);
        return;
    }
    record(connection, "from", "server", escape(octets));
    while (const auto line = known.servers_lines.next(octets))
        known.secrets.heard(line->text);
}

void Recorder::closed(Connection connection) {
    if (const auto line = client(connection).lines.take_unfinished())
        record_line(connection, *line);
    open_.erase(connection);
    record(connection, "event", "closed", {});
}

Recorder::Client& Recorder::client(Connection connection) {
    const LineReader fresh(limits::shown_line);
    return open_.try_emplace(connection, Client{fresh, fresh, {}})
        .first->second;
}

void Recorder::record_line(Connection connection, const WireLine& line) {
    const auto shown = client(connection).secrets.hide(line);
    record(connection, "from", "client",
           escape(shown + std::string(octets(line.end))));
}

void Recorder::record(Connection connection, const char* key,
                      const std::string& value, const std::string& text) {
    const std::chrono::duration<double> at =
        std::chrono::steady_clock::now() - begin_;
    nlohmann::ordered_json entry{
        {"version", 1}, {"at", at.count()}, {"connection", connection}};
    entry[key] = value;
    if (!text.empty()) entry["text"] = text;
    out_ << entry.dump() << '\n' << std::flush;
}

Transcript read_recording(const std::string& file) {
    Transcript found;
    found.file = file;
    found.title = std::filesystem::path(file).filename().string();
    Rebuilder rebuilder(found);
    std::istringstream lines(read_file(file, longest_recording));
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        try {
            rebuilder.add(nlohmann::json::parse(line));
        } catch (const std::exception& error) {
            throw std::runtime_error(file + ':' + std::to_string(number) +
                                     ": this is no line of a recording (" +
                                     error.what() + ')');
        }
    }
    return found;
}

} // namespace kit
