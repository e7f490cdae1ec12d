#include "tutorial/kit/commands/draw.hpp"

#include "common/transcript/draw/draw_svg.hpp"
#include "common/transcript/draw/draw_text.hpp"
#include "common/transcript/show.hpp"
#include "tutorial/kit/conversation/recording.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>
#include <string>

namespace kit::commands {
namespace {

/// Returns "S", "S2" and so on.
std::string side(const transcript::Line& line) {
    std::string text(line.from == transcript::Side::client ? "C" : "S");
    return line.connection == 1 ? text : text + std::to_string(line.connection);
}

/// Prints the steps as a .wire file has them, with those of `@begin`.
void print_lines(const transcript::Transcript& shown) {
    for (const auto& step : shown.steps) {
        const auto* group = std::get_if<transcript::AnyOrder>(&step.what);
        if (!group) {
            std::cout << step.written << '\n';
            continue;
        }
        std::cout << "{\n";
        for (auto line : group->lines) {
            line.end.clear();
            std::cout << side(line) << ": " << transcript::show(line) << '\n';
        }
        std::cout << "}\n";
    }
}

} // namespace

int draw(const DrawOptions& options) {
    const auto transcript = options.file.ends_with(".jsonl")
                                ? read_recording(options.file)
                                : read_transcript(options.file);
    if (options.lines) {
        print_lines(transcript);
        return exit_code::pass;
    }
    const auto picture = diagram(transcript);
    const auto width = [&](std::size_t usual) {
        return options.width == 0 ? usual : options.width;
    };
    std::cout << (options.svg ? draw_svg(picture, width(49))
                              : draw_text(picture, width(80)))
              << std::flush;
    return exit_code::pass;
}

} // namespace kit::commands
