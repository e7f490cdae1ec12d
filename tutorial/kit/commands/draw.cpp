#include "tutorial/kit/commands/draw.hpp"

#include "common/transcript/draw/draw_svg.hpp"
#include "common/transcript/draw/draw_text.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"
#include "tutorial/kit/conversation/octets.hpp"
#include "tutorial/kit/conversation/said.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <algorithm>
#include <iostream>
#include <string>

using namespace transcript;

namespace kit::commands {

namespace {

/// Returns the steps as a .wire file has them, with those of `@begin`.
std::string list_lines(const Transcript& transcript) {
    std::string text;
    for (const auto& step : transcript.steps) {
        const auto* group = std::get_if<AnyOrder>(&step.what);
        if (!group) {
            text += step.written + '\n';
            continue;
        }
        text += "{\n";
        for (auto line : group->lines) {
            line.end.clear();
            text += show_from(line.from, line.connection) + ": " + show(line) +
                    '\n';
        }
        text += "}\n";
    }
    return text;
}

/// Returns the parts of a line, one below the other, with their names.
std::string list_parts(const SaidRow& row) {
    std::vector<std::string> texts;
    std::size_t widest = 0;
    for (const auto& [begin, end, name] : row.parts) {
        texts.push_back(
            for_picture(escape(row.octets.substr(begin, end - begin))));
        widest = std::max(widest, columns(texts.back()));
    }
    std::string list;
    for (std::size_t i = 0; i < texts.size(); ++i)
        list += "    " + texts[i] +
                std::string(widest + 2 - columns(texts[i]), ' ') +
                row.parts[i].name + '\n';
    return list;
}

std::string name_octets(const Transcript& transcript) {
    const auto said = as_said(transcript);
    const auto picture = diagram(said);
    const auto rows = said_rows(said);
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [kind, client, shown] = picture.rows[i];
        using Kind = Diagram::Row::Kind;
        const auto number = std::to_string(picture.clients[client]);
        if (kind == Kind::note) {
            text.append("( ").append(shown).append(" )\n");
            continue;
        }
        text += kind == Kind::command ? "C" : "S";
        text.append(number).append(": ").append(shown).append("\n");
        text += list_parts(rows[i]);
    }
    return text;
}

std::string drawn(const DrawOptions& options) {
    const auto transcript = read_conversation(options.file);
    if (options.lines) return list_lines(transcript);
    if (options.octets) return name_octets(transcript);
    const auto picture = diagram(transcript);
    const auto width = [&](std::size_t usual) {
        return options.width == 0 ? usual : options.width;
    };
    return options.svg ? draw_svg(picture, width(49))
                       : draw_text(picture, width(80));
}

} // namespace

int draw(const DrawOptions& options) {
    std::cout << drawn(options) << std::flush;
    return exit_code::pass;
}

} // namespace kit::commands
