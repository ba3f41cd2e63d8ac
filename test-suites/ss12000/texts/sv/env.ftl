# SPDX-License-Identifier: CC0-1.0
env-each-once = { $operation }: vart och ett av { $entries } id:n kom en gång.
env-too-few-to-repeat = { $operation } har för få poster med id för att någon skulle kunna komma två gånger. Lägg in minst två.
env-object-twice = Samma objekt kommer flera gånger i en lista
env-empty-list-for-no-hits = { $operation } svarade med en tom lista på en fråga utan träffar.
env-hits-all-the-same = { $operation } gav träffar på en fråga som inte kan ha några, så det gick inte att se hur ett tomt svar ser ut.
env-no-question-without-hits = { $operation } har inget urval som kan ge noll träffar.
env-no-hits-without-list = Ett svar utan träffar innehåller ingen lista
env-no-hits-refused = En fråga utan träffar besvaras som ett fel
