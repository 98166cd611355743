using System.Globalization;
using System.Text.Json;
using Eci.Modules.Ups.TrackPackage;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Times_of_UPS
{
    private const string Unknown = "";

    [TestCase("\"gmtDate\":\"20240319\",\"gmtTime\":\"23:07:00\",\"gmtOffset\":\"+08:00\"", "2024-03-20T07:07:00+08:00", TestName = "Of_the_moment_with_colons")]
    [TestCase("\"gmtDate\":\"20210210\",\"gmtTime\":\"124700\",\"gmtOffset\":\"-05:00\"", "2021-02-10T07:47:00-05:00", TestName = "Of_the_moment_without_colons")]
    [TestCase("\"gmtDate\":\"20210210\",\"gmtTime\":\"74700\",\"gmtOffset\":\"+00:00\"", "2021-02-10T07:47:00+00:00", TestName = "Of_the_moment_without_leading_zero")]
    [TestCase("\"gmtDate\":20210210,\"gmtTime\":74700,\"gmtOffset\":\"Z\"", "2021-02-10T07:47:00+00:00", TestName = "Of_the_moment_as_numbers")]
    [TestCase("\"gmtDate\":\"20240319\",\"gmtTime\":\"7:07:00\",\"gmtOffset\":\"+0530\"", "2024-03-19T12:37:00+05:30", TestName = "Of_an_offset_without_colon")]
    [TestCase("\"gmtDate\":\"20240319\",\"gmtTime\":\"070700\",\"gmtOffset\":\"-9:30\"", "2024-03-18T21:37:00-09:30", TestName = "Of_an_offset_with_one_digit")]
    [TestCase("\"date\":\"20240320\",\"time\":\"070700\",\"gmtDate\":\"20240319\",\"gmtTime\":\"23:07:00\"", "2024-03-20T07:07:00+08:00", TestName = "Of_a_moment_and_a_clock_that_tell_the_offset")]
    [TestCase("\"date\":\"20240320\",\"time\":\"071207\",\"gmtDate\":\"20240319\",\"gmtTime\":\"23:07:00\"", "2024-03-19T23:07:00+00:00", TestName = "Of_a_moment_and_a_clock_that_cannot_be")]
    [TestCase("\"gmtDate\":\"20240319\",\"gmtTime\":\"23:07:00\",\"gmtOffset\":\"+99:00\"", "2024-03-19T23:07:00+00:00", TestName = "Of_a_moment_with_an_offset_that_cannot_be")]
    [TestCase("\"gmtDate\":\"20240319\",\"gmtTime\":\"23:07:00\"", "2024-03-19T23:07:00+00:00", TestName = "Of_a_moment_alone")]
    [TestCase("\"date\":\"20240320\",\"time\":\"070700\",\"gmtDate\":\"20240319\",\"gmtTime\":\"23:07:00\",\"gmtOffset\":\"+01:00\"", "2024-03-20T00:07:00+01:00", TestName = "Of_the_moment_although_the_clock_contradicts")]
    [TestCase("\"date\":\"20240320\",\"time\":\"070700\",\"gmtOffset\":\"+08:00\"", "2024-03-20T07:07:00+08:00", TestName = "Of_the_clock_with_its_offset")]
    [TestCase("\"date\":\"20240320\",\"time\":\"070700\",\"gmtDate\":\"20240320\",\"gmtTime\":\"7\",\"gmtOffset\":\"+08:00\"", "2024-03-20T07:07:00+08:00", TestName = "Of_the_clock_when_the_moment_cannot_be_read")]
    [TestCase("\"date\":\"20240320\",\"time\":\"070700\",\"location\":{\"address\":{\"countryCode\":\"DE\"}}", "2024-03-20T07:07:00+01:00", TestName = "Of_the_clock_of_a_country_in_winter")]
    [TestCase("\"date\":\"20240720\",\"time\":\"070700\",\"location\":{\"address\":{\"country\":\"de\"}}", "2024-07-20T07:07:00+02:00", TestName = "Of_the_clock_of_a_country_in_summer")]
    [TestCase("\"date\":\"20220126\",\"time\":\"163000\",\"location\":{\"address\":{\"countryCode\":\"US\",\"stateProvince\":\"NJ\"}}", "2022-01-26T16:30:00-05:00", TestName = "Of_the_clock_of_a_state")]
    [TestCase("\"date\":\"20220126\",\"time\":\"163000\",\"location\":{\"address\":{\"countryCode\":\"US\"}}", Unknown, TestName = "Unknown_in_a_country_of_several_clocks")]
    [TestCase("\"date\":\"20220126\",\"time\":\"163000\",\"location\":{\"address\":{\"countryCode\":\"US\",\"stateProvince\":\"TX\"}}", Unknown, TestName = "Unknown_in_a_state_of_several_clocks")]
    [TestCase("\"date\":\"20220126\",\"time\":\"163000\",\"location\":{\"slic\":\"0761\"}", Unknown, TestName = "Unknown_without_a_place")]
    [TestCase("\"date\":\"20220126\",\"gmtOffset\":\"+01:00\"", Unknown, TestName = "Unknown_without_the_time_of_day")]
    [TestCase("\"gmtDate\":\"20240230\",\"gmtTime\":\"230700\"", Unknown, TestName = "Unknown_on_a_day_that_never_was")]
    [TestCase("\"gmtDate\":\"20240220\",\"gmtTime\":\"240000\"", Unknown, TestName = "Unknown_at_an_hour_that_never_was")]
    [TestCase("\"gmtDate\":\"20240220\",\"gmtTime\":\"1630\"", Unknown, TestName = "Unknown_of_four_digits")]
    [TestCase("\"gmtDate\":\"19991231\",\"gmtTime\":\"230700\"", Unknown, TestName = "Unknown_of_the_last_century")]
    [TestCase("\"gmtDate\":\"20260107\",\"gmtTime\":\"090300\"", Unknown, TestName = "Unknown_in_the_future")]
    [TestCase("\"gmtDate\":\"99991231\",\"gmtTime\":\"235959\",\"gmtOffset\":\"+14:00\"", Unknown, TestName = "Unknown_at_the_end_of_time")]
    [TestCase("\"gmtDate\":\"٢٠٢٤٠٣١٩\",\"gmtTime\":\"230700\"", Unknown, TestName = "Unknown_in_other_digits")]
    [TestCase("\"gmtDate\":true,\"gmtTime\":{},\"date\":[],\"time\":null", Unknown, TestName = "Unknown_of_other_types")]
    [TestCase("\"gmtDate\":\"20260106\",\"gmtTime\":\"090000\"", "2026-01-06T09:00:00+00:00", TestName = "Of_a_clock_that_is_a_little_fast")]
    public void Are_read(string members, string expected)
    {
        using var activity = JsonDocument.Parse($"{{{members}}}");

        var time = UpsTime.Read(activity.RootElement, UpsSamples.Now);

        Assert.That(time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) ?? Unknown, Is.EqualTo(expected));
    }
}
