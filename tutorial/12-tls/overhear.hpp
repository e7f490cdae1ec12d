#pragma once

#include <string_view>

/// Prints what a listener learns from octets that pass: their lines if they are
/// text, else the words of the conversation that stand in them.
void overhear(std::string_view who, std::string_view octets);
