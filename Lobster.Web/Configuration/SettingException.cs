namespace Lobster.Web.Configuration;

/// <summary>A setting stops the program: one sentence for the operator that names it.</summary>
internal sealed class SettingException(string sentence) : Exception(sentence);
