# Changes to conforming.ttl after which just the named shape is violated, by the thing whose local name follows it.
# A block is a heading "### Shape thing" and one SPARQL update; the prefixes are those of conforming.ttl.

### PlanIdentifier plan
DELETE WHERE { p:plan dcterms:identifier ?x }
### PlanIdentifier plan
INSERT DATA { p:plan dcterms:identifier "other" }
### PlanIdentifier plan
DELETE { p:plan dcterms:identifier ?x } INSERT { p:plan dcterms:identifier "two words" } WHERE { p:plan dcterms:identifier ?x }
### PlanTitle plan
DELETE WHERE { p:plan dcterms:title ?x }
### PlanTitle plan
INSERT DATA { p:plan dcterms:title "另一个标题" }
### PlanNumber plan
INSERT DATA { p:plan :documentNumber "试府发〔2016〕2号" }
### PlanDigest plan
DELETE WHERE { p:plan :textDigest ?x }
### PlanDefault plan
INSERT DATA { p:plan :defaultResponsible p:district }
### PlanCitation plan
INSERT DATA { p:plan :citation p:document }
### PlanText plan
DELETE { p:plan :text ?x } INSERT { p:plan :text "" } WHERE { p:plan :text ?x }
### PlanIssued plan
DELETE { p:plan dcterms:issued ?x } INSERT { p:plan dcterms:issued "2016-02-30"^^xsd:date } WHERE { p:plan dcterms:issued ?x }
### PlanIssued plan
DELETE { p:plan dcterms:issued ?x } INSERT { p:plan dcterms:issued "2016-07-25" } WHERE { p:plan dcterms:issued ?x }
### PlanPeriodStart plan
DELETE { p:plan :periodStart ?x } INSERT { p:plan :periodStart "2021"^^xsd:gYear } WHERE { p:plan :periodStart ?x }
### PlanPeriodEnd plan
INSERT DATA { p:plan :periodEnd "2030"^^xsd:gYear }
### PlanIssuer plan
DELETE { p:plan :issuer ?x } INSERT { p:plan :issuer p:district } WHERE { p:plan :issuer ?x }
### PlanRun plan
DELETE WHERE { p:plan prov:wasGeneratedBy ?x }
### SaidPassage lead
DELETE WHERE { p:lead :passage ?x }
### SaidPassage task
DELETE { p:task :passage ?x } INSERT { p:task :passage p:section } WHERE { p:task :passage ?x }
### SaidRun measure
DELETE WHERE { p:measure prov:wasGeneratedBy ?x }
### PassageStart passage
DELETE { p:passage oa:start ?x } INSERT { p:passage oa:start -1 } WHERE { p:passage oa:start ?x }
### PassageStart passage
DELETE { p:passage oa:start ?x } INSERT { p:passage oa:start 4 } WHERE { p:passage oa:start ?x }
### PassageEnd passage
INSERT DATA { p:passage oa:end 7 }
### PassageText passage
DELETE WHERE { p:passage oa:exact ?x }
### PassagePlan passage
DELETE WHERE { p:passage :inPlan ?x }
### UsualUnit indicator
INSERT DATA { p:indicator :usualUnit "%" }
### UnitMultiplier mu
INSERT DATA { p:mu :multiplier 1 }
### ClassRank class3
INSERT DATA { p:class3 :rank 4 }
### WaterQualityClass grade
INSERT DATA { p:grade :waterQualityClass p:class3 }
### Topic task
INSERT DATA { p:task :topic p:domain }
### TopicWord task
INSERT DATA { p:task :topicWord 7 }
### ListedName water-affairs
DELETE WHERE { p:water-affairs skos:prefLabel ?x }
### ListedName reform2018
INSERT DATA { p:reform2018 skos:prefLabel "另一次改革"@zh }
### ListedKey water-affairs
DELETE WHERE { p:water-affairs skos:notation ?x }
### ListedDomain water-affairs
INSERT DATA { p:water-affairs :bearsDomain p:district }
### GovernmentRank water-affairs
INSERT DATA { p:water-affairs :governmentRank "village" }
### ReformOriginal reform2018
DELETE WHERE { p:reform2018 :originalBody ?x }
### ReformResult reform2018
INSERT DATA { p:reform2018 :resultingBody p:district }
### ReformInPart reform2018
DELETE WHERE { p:reform2018 :inPart ?x }
### ImpliedName municipal
DELETE WHERE { p:municipal rdfs:label ?x }
### Classification water
INSERT DATA { p:water org:classification p:ecology-environment }
### UpperCounterpart water
INSERT DATA { p:water :upperCounterpart p:government }
### LowerCounterpart municipal
DELETE { p:municipal :lowerCounterpart ?x } INSERT { p:municipal :lowerCounterpart p:district } WHERE { p:municipal :lowerCounterpart ?x }
### ChangeOriginal change
DELETE WHERE { p:change org:originalOrganization ?x }
### ChangeResult change
DELETE WHERE { p:change org:resultingOrganization ?x }
### ChangeDate change
DELETE WHERE { p:change dcterms:date ?x }
### ChangeDate reform2018
DELETE { p:reform2018 dcterms:date ?x } INSERT { p:reform2018 dcterms:date "2019-03" } WHERE { p:reform2018 dcterms:date ?x }
### ChangeReform change
DELETE WHERE { p:change :reform ?x }
### SectionNumber section
INSERT DATA { p:section :number "二" }
### Identifier section
DELETE WHERE { p:section dcterms:identifier ?x }
### Identifier task
INSERT DATA { p:task dcterms:identifier "1.2" }
### Title task
DELETE WHERE { p:task dcterms:title ?x }
### SectionParent section
DELETE WHERE { p:section :partOf ?x }
### SectionParent rate
DELETE { p:rate :partOf ?x } INSERT { p:rate :partOf p:task } WHERE { p:rate :partOf ?x }
### InPlan task
INSERT DATA { p:task :inPlan p:section }
### Order task
DELETE { p:task :order ?x } INSERT { p:task :order 0 } WHERE { p:task :order ?x }
### TaskResponsibility task
INSERT DATA { p:task :hasResponsibility p:water }
### TaskDeadline task
INSERT DATA { p:task :hasDeadline p:section }
### TaskMeasure task
INSERT DATA { p:task :hasMeasure p:section }
### TaskClause task
INSERT DATA { p:task :clause p:section }
### ResponsibilityTask lead
DELETE DATA { p:task :hasResponsibility p:lead }
### ResponsibilityRole lead
DELETE { p:lead :role ?x } INSERT { p:lead :role :by } WHERE { p:lead :role ?x }
### ResponsibilityRole lead
INSERT DATA { p:lead :role :guidance }
### ResponsibilityDepartment others
DELETE WHERE { p:others :department ?x }
### ResponsibilityDepartment others
DELETE { p:others :department ?x } INSERT { p:others :department p:river } WHERE { p:others :department ?x }
### ResponsibilityName lead
DELETE { p:lead :nameAsWritten ?x } INSERT { p:lead :nameAsWritten "" } WHERE { p:lead :nameAsWritten ?x }
### Deadline by
DELETE WHERE { p:by :end ?x }
### Deadline from
DELETE WHERE { p:from :start ?x }
### Deadline within
DELETE WHERE { p:within :start ?x }
### Deadline yearly
DELETE WHERE { p:yearly :recurrence ?x }
### DeadlineTask by
DELETE DATA { p:task :hasDeadline p:by }
### DeadlineKind from
INSERT DATA { p:from :kind :in ; :end "2020-12-31"^^xsd:date }
### DeadlineStart within
DELETE { p:within :start ?x } INSERT { p:within :start "2018-01-01"^^xsd:date } WHERE { p:within :start ?x }
### DeadlineEnd by
DELETE { p:by :end ?x } INSERT { p:by :end "2017-12-31" } WHERE { p:by :end ?x }
### Recurrence yearly
DELETE { p:yearly :recurrence ?x } INSERT { p:yearly :recurrence "P1Y" } WHERE { p:yearly :recurrence ?x }
### Recurrence rise
INSERT DATA { p:rise :recurrence "P3M"^^xsd:duration }
### MeasureTask measure
DELETE DATA { p:task :hasMeasure p:measure }
### MeasureModality measure
DELETE WHERE { p:measure :modality ?x }
### MeasureDeadline measure
DELETE { p:measure :deadline ?x } INSERT { p:measure :deadline p:passage } WHERE { p:measure :deadline ?x }
### OwnPlace measure
INSERT DATA { p:measure :place p:river }
### Mentions task
INSERT DATA { p:task :mentions "城东水厂" }
### MentionedIn work
INSERT DATA { p:work :mentionedIn p:task }
### LinkTarget link
DELETE WHERE { p:link :servedTarget ?x }
### LinkTask link
DELETE { p:link :servingTask ?x } INSERT { p:link :servingTask p:rate } WHERE { p:link :servingTask ?x }
### LinkScore link
DELETE { p:link :score ?x } INSERT { p:link :score 1.5 } WHERE { p:link :score ?x }
### LinkMethod link
DELETE { p:link :method ?x } INSERT { p:link :method :lead } WHERE { p:link :method ?x }
### LinkWords link
INSERT DATA { p:link :sharedWords "水" }
### SaidRun link
DELETE WHERE { p:link prov:wasGeneratedBy ?x }
### Target state
INSERT DATA { p:state :value 5.0 }
### Target grade
DELETE WHERE { p:grade :classValue ?x }
### Target rate
DELETE WHERE { p:rate :value ?x }
### Target rise
DELETE WHERE { p:rise :valueMax ?x }
### TargetComparator rate
INSERT DATA { p:rate :comparator :atMost }
### TargetSubject grade
INSERT DATA { p:grade :subject "双河口断面" }
### TargetIndicatorName rate
DELETE { p:rate :indicatorAsWritten ?x } INSERT { p:rate :indicatorAsWritten "" } WHERE { p:rate :indicatorAsWritten ?x }
### TargetUnit rate
INSERT DATA { p:rate :unit "家" }
### TargetMeasure rate
INSERT DATA { p:rate qudt:hasUnit <http://qudt.org/vocab/unit/PERMILLE> }
### TargetNormalisedValue rate
INSERT DATA { p:rate :normalisedValue 0.85 }
### TargetBaselineValue rise
DELETE { p:rise :baselineValue ?x } INSERT { p:rise :baselineValue 80 } WHERE { p:rise :baselineValue ?x }
### TargetBaselineValue grade
INSERT DATA { p:grade :baselineValue "V" }
### TargetIndicator rate
DELETE { p:rate :indicator ?x } INSERT { p:rate :indicator p:river } WHERE { p:rate :indicator ?x }
### OwnPlace grade
DELETE { p:grade :place ?x } INSERT { p:grade :place p:indicator } WHERE { p:grade :place ?x }
### TargetValue rate
DELETE { p:rate :value ?x } INSERT { p:rate :value "85" } WHERE { p:rate :value ?x }
### TargetValueMax rise
INSERT DATA { p:rise :valueMax 4.0 }
### TargetClass grade
INSERT DATA { p:grade :classValue "IV" }
### TargetYear rate
DELETE { p:rate :year ?x } INSERT { p:rate :year 2020 } WHERE { p:rate :year ?x }
### TargetBaselineYear rise
DELETE { p:rise :baselineYear ?x } INSERT { p:rise :baselineYear "2015" } WHERE { p:rise :baselineYear ?x }
### TargetTask grade
DELETE { p:grade :inTask ?x } INSERT { p:grade :inTask p:section } WHERE { p:grade :inTask ?x }
### ChineseName water
DELETE DATA { p:water skos:prefLabel "区水务局"@zh }
### ChineseName water
INSERT DATA { p:water skos:prefLabel "区水利局"@zh }
### ChineseName indicator
DELETE WHERE { p:indicator skos:prefLabel ?x }
### ChineseName river
INSERT DATA { p:river skos:prefLabel "Fluss"@de }
### DepartmentKey water
INSERT DATA { p:water :vocabularyKey "water-resources" }
### Jurisdiction water
DELETE { p:water :jurisdiction ?x } INSERT { p:water :jurisdiction p:plan } WHERE { p:water :jurisdiction ?x }
### Jurisdiction plan
DELETE { p:plan :jurisdiction ?x } INSERT { p:plan :jurisdiction p:water } WHERE { p:plan :jurisdiction ?x }
### CitationDocument citation
DELETE WHERE { p:citation :document ?x }
### CitationBasis citation
DELETE { p:citation :isBasis ?x } INSERT { p:citation :isBasis "ja" } WHERE { p:citation :isBasis ?x }
### CitationPlan citation
DELETE DATA { p:plan :citation p:citation }
### DocumentNumber document
INSERT DATA { p:document dcterms:identifier "渝府发〔2015〕70号" }
### DocumentTitle document
DELETE { p:document dcterms:title ?x } INSERT { p:document dcterms:title "" } WHERE { p:document dcterms:title ?x }
### ReportedTask report
DELETE { p:report :reportsOn ?x } INSERT { p:report :reportsOn p:section } WHERE { p:report :reportsOn ?x }
### ReportedTask correction
DELETE WHERE { p:correction :reportsOn ?x }
### ReportedBy report
DELETE WHERE { p:report prov:wasAttributedTo ?x }
### ReportedAt correction
DELETE WHERE { p:correction prov:generatedAtTime ?x }
### ReportedOn report
DELETE { p:report :reportedOn ?x } INSERT { p:report :reportedOn "6月30日" } WHERE { p:report :reportedOn ?x }
### ReportedWorkbook report
DELETE WHERE { p:report :workbook ?x }
### ReportedSheet correction
DELETE WHERE { p:correction :sheet ?x }
### ReportedCell correction
DELETE { p:correction :cell ?x } INSERT { p:correction :cell "3H" } WHERE { p:correction :cell ?x }
### ProgressReport report
DELETE { p:report :status ?s ; :progressText ?t } WHERE { p:report :status ?s ; :progressText ?t }
### ReportStatus report
DELETE { p:report :status ?x } INSERT { p:report :status :lead } WHERE { p:report :status ?x }
### ReportText report
INSERT DATA { p:report :progressText "已铺设管网5公里。" }
### ReportRevision report
INSERT DATA { p:report prov:wasRevisionOf p:report1 }
### CorrectedProperty correction
DELETE WHERE { p:correction :correctedProperty ?x }
### OldValue correction
DELETE WHERE { p:correction :oldValue ?x }
### NewValue correction
INSERT DATA { p:correction :newValue "区水文局" }
### ReporterName reporter
DELETE WHERE { p:reporter foaf:name ?x }
### RunText 1
DELETE { ?r :textDigest ?x } INSERT { ?r :textDigest "no digest" } WHERE { ?r a prov:Activity ; :textDigest ?x }
### RunProgram 1
DELETE WHERE { ?r :programVersion ?x }
### RunVocabulary 1
DELETE WHERE { ?r :vocabularyDigest ?x }
### AnnexTitle annex
INSERT DATA { p:annex dcterms:title "另一个附件" }
### AnnexNumber annex
DELETE { p:annex :annexNumber ?x } INSERT { p:annex :annexNumber 0 } WHERE { p:annex :annexNumber ?x }
### AnnexPresent annex
DELETE WHERE { p:annex :isPresent ?x }
### SaidPassage annex
DELETE WHERE { p:annex :passage ?x }
### CautionKind caution
INSERT DATA { p:caution :cautionKind "yearless-date" }
### AlmostNames others
INSERT DATA { p:others :almostNames p:district }
### NumberedAfter task
DELETE { p:task :numberedAfter ?x } INSERT { p:task :numberedAfter p:plan } WHERE { p:task :numberedAfter ?x }
### MissingNumber task
INSERT DATA { p:task :missingNumber 0 }
### RepeatsNumber task
DELETE { p:task :repeatsNumberOf ?x } INSERT { p:task :repeatsNumberOf p:plan } WHERE { p:task :repeatsNumberOf ?x }
### Heading task
DELETE { p:task :heading ?x } INSERT { p:task :heading p:section } WHERE { p:task :heading ?x }
### InferredSource inferred
DELETE WHERE { p:inferred prov:wasDerivedFrom ?x }
### Within section
INSERT DATA { p:section :within p:task }
### TaskInvolves task
INSERT DATA { p:task :involves p:district }
### TaskLed task
INSERT DATA { p:task :ledBy p:district }
### TaskParticipant task
INSERT DATA { p:task :hasParticipant p:district }
### TaskJointlyResponsible task
INSERT DATA { p:task :hasJointlyResponsible p:district }
### TaskGuided task
INSERT DATA { p:task :guidedBy p:district }
### TaskDefault task
INSERT DATA { p:task :hasDefaultResponsible p:district }
### VersionPlan version
DELETE WHERE { p:version :versionOf ?x }
### VersionText version
DELETE { p:version :textDigest ?x } INSERT { p:version :textDigest "none" } WHERE { p:version :textDigest ?x }
### VersionBuilt version
INSERT DATA { p:version prov:generatedAtTime "2026-11-23" }
### VersionReplaced version
INSERT DATA { p:version prov:invalidatedAtTime "2026-11-23" }
### InferredRules inferred
INSERT DATA { p:inferred :rule "containment" }
### CoveredYear task
INSERT DATA { p:task :coversYear 2017 }
### CoveredYearsFrom yearly
INSERT DATA { p:yearly :coversYearsFrom "2016-01-01"^^xsd:date }
### ComparableTarget rate
INSERT DATA { p:rate :comparableWith p:task }
### RestatedTarget rate
INSERT DATA { p:rate :restates p:indicator }
### TaskServes task
INSERT DATA { p:task :serves p:indicator }
### MadeByRule rate
INSERT DATA { p:rate :rule p:containment }
### RuleName containment
DELETE WHERE { p:containment skos:notation ?x }
### RuleConfidence state-rule
DELETE { p:state-rule :confidence ?x } INSERT { p:state-rule :confidence 1.2 } WHERE { p:state-rule :confidence ?x }
### RuleSampleSize state-rule
DELETE { p:state-rule :sampleSize ?x } INSERT { p:state-rule :sampleSize 0 } WHERE { p:state-rule :sampleSize ?x }
